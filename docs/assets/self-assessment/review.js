/**
 * What stands around the form and the results: the check of the answers, what an answer has changed, the
 * summary, the sheet of small screens, the receipt. It hears every reply and hands it on.
 */

import { Changed } from "./changed.js";
import { Check } from "./check.js";
import { Echo } from "./echo.js";
import { Paper } from "./paper.js";
import { Receipt } from "./receipt.js";
import { ReturnOffer } from "./return-offer.js";
import { Sheet } from "./sheet.js";
import { Summary } from "./summary.js";
import { TextsLoader } from "./texts-loader.js";

/**
 * @typedef {import("./types.js").Answers} Answers
 * @typedef {import("./types.js").Texts} Texts
 * @typedef {import("./types.js").Verdicts} Verdicts
 */

export class Review {
  /** @type {{ verdicts: Verdicts, context: import("./findings.js").Context } | null} */
  #shown = null;
  #last = this.#shown; // outlives a checker that fails

  /**
   * @param {HTMLElement} root
   * @param {import("./announcer.js").Announcer} announcer
   * @param {import("./form.js").Form} form
   * @param {object} page
   * @param {import("./progress.js").Progress} page.progress
   * @param {import("./view.js").View} page.view
   * @param {() => Promise<void> | null} page.reckoned wait until all that follows from the answers has come in, or
   *   the checker has failed; null where nothing is under way
   */
  constructor(root, announcer, form, { progress, view, reckoned }) {
    const { lang = "" } = root.dataset;
    this.root = root;
    this.form = form;
    this.lang = lang;
    this.progress = progress;
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
    /** @type {Record<string, () => void>} */
    const actions = {
      "open-sheet": () => this.sheet.show(),
      "close-sheet": () => this.sheet.close(),
      receipt: () => this.paper.print(() => this.#printReceipt()),
      print: () => this.paper.print(() => print()),
    };
    root.addEventListener("click", ({ target }) => {
      const clicked = target instanceof Element ? target : null;
      const action = clicked?.closest("[data-action]");
      if (action instanceof HTMLElement) actions[action.dataset.action ?? ""]?.();
      const way = clicked?.closest("[data-open-track]");
      if (way instanceof HTMLElement) view.reveal(way.dataset.openTrack ?? "");
    });
  }

  /**
   * Hear that the verdicts on these answers are shown.
   * @param {Verdicts} verdicts
   * @param {Answers} answers
   * @param {Texts} texts
   * @param {string | null} typing the fact that is being typed
   */
  show(verdicts, answers, texts, typing) {
    this.#shown = { verdicts, context: { texts, answers, root: this.root.dataset.root ?? "", advice: {} } };
    this.#last = this.#shown;
    this.receipt.clear();
    this.echo.show(verdicts, answers, texts, typing);
    this.changed.show(verdicts, answers, texts, !typing);
    this.summary.show(verdicts, this.#shown.context);
    if (this.progress.shown === this.progress.check) this.check.show({ answers, verdicts, texts });
  }

  /** @param {import("./types.js").Changes | import("./types.js").Refusal} reply */
  showAdvice(reply) {
    if (!this.#shown) return;
    const { verdicts, context } = this.#shown;
    context.advice = reply.kind === "changes" ? { ways: reply.tracks } : { failed: true };
    this.summary.show(verdicts, context);
  }

  /** Take down what no longer follows from the answers. */
  clear() {
    this.#shown = null;
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
    this.#last = null;
  }

  /**
   * Print the receipt. Where the checker has failed since the verdicts on these answers were shown, it holds
   * what was known by then; without results the page itself is printed, which is the list of questions.
   */
  #printReceipt() {
    const held = this.#shown ?? this.#last;
    if (!held || JSON.stringify(held.context.answers) !== JSON.stringify(this.form.answers())) return print();
    const { verdicts, context } = held;
    const advice = this.#shown || context.advice.ways ? context.advice : { failed: true };
    return this.receipt.print({ ...context, verdicts, advice });
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
    const shown = this.#shown;
    if (shown) return this.check.show({ answers, verdicts: shown.verdicts, texts: shown.context.texts });
    this.check.tell("working");
    try {
      const texts = await this.loader.load(this.lang);
      if (!this.#shown) this.check.show({ answers: this.form.answers(), verdicts: null, texts });
    } catch {
      this.check.tell("failed");
    }
  }
}
