/**
 * What stands around the form and the results: the check of the answers, what an answer has changed, the
 * summary, the sheet of small screens, the receipt.
 */

import { Changed } from "../results/what-changed.js";
import { Check } from "../form/answers-check.js";
import { Echo } from "../form/number-echo.js";
import { Paper } from "../receipt/wait-to-print.js";
import { Receipt } from "../receipt/receipt.js";
import { ReturnOffer } from "../form/return-to-check.js";
import { Sheet } from "../shared/sheet.js";
import { Summary } from "../results/summary.js";
import { TextsLoader } from "../checker/texts.js";

export class Review {
  /**
   * @param {HTMLElement} root
   * @param {import("../shared/announcer.js").Announcer} announcer
   * @param {import("../form/form.js").Form} form
   * @param {object} page
   * @param {import("../form/steps.js").Progress} page.progress
   * @param {import("./shown.js").Shown} page.shown
   * @param {() => Promise<void> | null} page.reckoned wait until all that follows from the answers has come in, or
   *   the checker has failed; null where nothing is under way
   */
  constructor(root, announcer, form, { progress, shown, reckoned }) {
    const { lang = "" } = root.dataset;
    this.form = form;
    this.lang = lang;
    this.progress = progress;
    this.shown = shown;
    this.loader = new TextsLoader(root);
    this.changed = new Changed(root);
    this.echo = new Echo(form);
    this.summary = new Summary(root);
    this.sheet = new Sheet(root);
    this.receipt = new Receipt(root, announcer, this.loader);
    this.offer = new ReturnOffer(root, form);
    this.check = new Check(root, form);
    this.paper = new Paper(root, announcer, reckoned);
    progress.onshow = (id, asked) => this.#stepped(id, asked);
    if (progress.shown === progress.check) this.#stepped(progress.check.id, false);
    /** @type {import("../shared/dom.js").Actions} */
    this.actions = {
      "[data-action=open-sheet]": () => this.sheet.show(),
      "[data-action=close-sheet]": () => this.sheet.close(),
      "[data-action=receipt]": () => this.paper.print(() => this.#printReceipt()),
      "[data-action=print]": () => this.paper.print(() => print()),
      ...this.offer.actions,
    };
  }

  /**
   * Hear that other results are shown.
   * @param {string | null} typing the fact that is being typed
   */
  show(typing) {
    if (!this.shown.now) return;
    const { verdicts, answers, context } = this.shown.now;
    const { texts } = context;
    this.receipt.clear();
    this.echo.show(verdicts, answers, texts, typing);
    this.changed.show(verdicts, answers, texts, !typing);
    this.summary.show(verdicts, context);
    if (this.progress.shown === this.progress.check) this.check.show({ answers, verdicts, texts });
  }

  /** Hear that the advice on the results has come in. */
  showAdvice() {
    const { now } = this.shown;
    if (now) this.summary.show(now.verdicts, now.context);
  }

  /** Take down what no longer follows from the answers. */
  clear() {
    this.sheet.close();
    this.receipt.clear();
    this.echo.clear();
    this.changed.clear();
    this.summary.clear();
    this.check.clear();
    this.offer.end();
    if (this.progress.shown === this.progress.check) this.#drawCheck();
  }

  /** Forget everything: the visitor has cleared the answers. */
  forget() {
    this.clear();
    this.paper.stop();
  }

  /**
   * Print the receipt. Where the checker has failed since the verdicts on these answers were shown, it holds
   * what was known by then; without results the page itself is printed, which is the list of questions.
   */
  #printReceipt() {
    const { now, last } = this.shown;
    const held = now ?? last;
    if (!held || JSON.stringify(held.answers) !== JSON.stringify(this.form.answers())) return print();
    const { verdicts, answers, context } = held;
    const advice = now || context.advice.ways ? context.advice : { failed: true };
    return this.receipt.print({ verdicts, answers, advice, texts: context.texts });
  }

  /**
   * @param {string} id
   * @param {boolean} asked
   */
  async #stepped(id, asked) {
    if (id !== this.progress.check.id) return;
    const fact = this.offer.end();
    await this.#drawCheck();
    if (asked && fact && this.progress.shown === this.progress.check) this.check.focus(fact);
  }

  /** Without the checker, too: then from what stands in the form. */
  async #drawCheck() {
    const answers = this.form.answers();
    const { now } = this.shown;
    if (now) return this.check.show({ answers, verdicts: now.verdicts, texts: now.context.texts });
    this.check.tell("working");
    try {
      const texts = await this.loader.load(this.lang);
      if (!this.shown.now) this.check.show({ answers: this.form.answers(), verdicts: null, texts });
    } catch {
      this.check.tell("failed");
    }
  }
}
