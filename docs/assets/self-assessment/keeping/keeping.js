/** Wires what the visitor does with the answers as a whole: files, links, the copy on the device, examples. */

import { seal, unseal } from "./envelope.js";
import { download, fileName, fileText, inWords, readFile } from "./file.js";
import { holdsAnswers, readLink, writeLink } from "./link.js";
import { AnswersNotice } from "./notice.js";
import { fill, the } from "../shared/dom.js";
import { Examples } from "./examples.js";
import { KeptCopy, alike } from "./kept-copy.js";
import { momentInWords } from "../words/moments.js";
/** @import { Answers } from "../shared/types.js" */
/** @import { Opened, Refused } from "./envelope.js" */

/**
 * @typedef {object} Page
 * @property {(answers: Answers) => void} load put answers into the form and have them assessed
 * @property {() => void} settled hear that more or less would be lost with the page
 */

export class Keeping {
  /**
   * @param {HTMLElement} root
   * @param {import("../shared/announcer.js").Announcer} announcer
   * @param {import("../form/form.js").Form} form
   * @param {Page} page
   */
  constructor(root, announcer, form, page) {
    this.root = root;
    this.form = form;
    this.page = page;
    /** @type {import("./notice.js").PageContent} */
    this.content = JSON.parse(the(root, "script[data-role=answers-data]").textContent);
    this.words = this.content.words;
    this.notice = new AnswersNotice(root, announcer, this.content);
    this.field = /** @type {HTMLInputElement} */ (the(root, "[data-role=answers-link]"));
    this.file = /** @type {HTMLInputElement} */ (the(root, "[data-role=answers-file]"));
    this.dialog = /** @type {HTMLDialogElement} */ (the(root, "dialog[data-role=replace]"));
    this.examples = new Examples(root, this.words, (example) => this.#try(example));
    this.kept = new KeptCopy(root, {
      content: this.content,
      answers: () => form.answers(),
      take: (opened, from) => this.#take(opened, from),
      tell: (word, near) => this.notice.say(this.words[word], near),
      warn: (word) => this.notice.warn(this.words[word]),
      announce: (words) => announcer.say(words),
      settled: () => page.settled(),
    });
    /** @type {import("../shared/dom.js").Actions} */
    this.actions = {
      "[data-answers=download]": (button) => this.#download(button),
      "[data-answers=link]": (button) => this.#copyLink(button),
      "[data-answers=take-over]": () => this.kept.takeOver(),
      "[data-answers=stay]": () => this.kept.stay(),
      "[data-answers=close]": () => this.notice.dismiss(),
    };
    this.file.addEventListener("change", () => this.#loadFile());
    addEventListener("hashchange", () => this.#followLink());
    addEventListener("pageshow", ({ persisted }) => persisted && this.kept.look());
  }

  /** Whether nothing would be lost with the page. */
  get safe() {
    return this.kept.complete || this.examples.isPure(this.form.answers());
  }

  /** At the start of a visit: take what was kept here, then what the address brings. */
  open() {
    this.kept.open();
    this.#followLink();
  }

  /** Hear that the form holds other answers now. */
  changed() {
    const answers = this.form.answers();
    this.examples.mark(answers);
    this.field.hidden = true; // its link is that of earlier answers
    this.field.value = "";
    if (!this.examples.isPure(answers)) this.kept.save(); // an example never takes the place of one's own
    this.page.settled();
  }

  /**
   * Say something where it is seen and heard.
   * @param {string} words
   */
  tell(words) {
    this.notice.say(words, null);
  }

  /** Forget everything, on the device and in the address. The form is cleared by its owner. */
  clear() {
    this.kept.clear();
    this.notice.close();
    this.examples.tried = null;
    this.changed();
    history.replaceState(null, "", location.pathname + location.search);
  }

  /** Take the answers out of the address before anything else, so that they are not left behind there. */
  async #followLink() {
    const { hash } = location;
    if (!holdsAnswers(hash)) return;
    history.replaceState(history.state, "", location.pathname + location.search);
    this.#take(await readLink(hash, this.content), "link");
  }

  async #loadFile() {
    const [file] = this.file.files ?? [];
    if (!file) return;
    const read = await readFile(file);
    this.file.value = ""; // the same file can be chosen again, and its name is not left behind
    this.#take("text" in read ? unseal(read.text, this.content) : read, "file");
  }

  /**
   * Put answers in place of those that stand here, if the visitor agrees, and say what came of it.
   * @param {Opened | Refused} found
   * @param {"kept" | "other" | "link" | "file"} from
   */
  async #take(found, from) {
    const near = from === "file" ? this.file : null;
    if ("refusal" in found) return this.notice.refused(found, near);
    const { answers, changes, given } = found;
    const asked = from !== "other" && from !== "kept"; // there the visitor has chosen already
    if (asked && !(await this.#mayReplace(answers))) return;
    this.examples.tried = null;
    this.page.load(answers);
    const held = this.form.answers();
    const lost = Object.keys(answers).filter((fact) => held[fact] !== answers[fact]);
    const n = Object.keys(answers).length - lost.length;
    if (from === "kept" && !n && !changes.content) return;
    const { lang } = this.root.dataset;
    const when = given.saved ? momentInWords(lang, given.saved) : "?";
    changes.unusable.push(...lost);
    this.notice.loaded(fill(this.words.loaded[from], { n, when }), near, changes, given.content);
  }

  /** @param {import("./examples.js").Example} example */
  async #try(example) {
    if (!(await this.#mayReplace(example.answers))) return;
    this.examples.tried = example;
    this.page.load(example.answers);
    this.notice.close();
    const results = the(this.root, "#verdicts");
    results.focus({ preventScroll: true });
    results.scrollIntoView({ block: "start" });
  }

  /**
   * Ask, where other answers stand in the form.
   * @param {Answers} answers
   * @returns {Promise<boolean>}
   */
  #mayReplace(answers) {
    const held = this.form.answers();
    const { dialog, examples, form } = this;
    if (!form.touched || examples.isPure(held) || alike(held, answers)) return Promise.resolve(true);
    if (dialog.open) dialog.close();
    dialog.returnValue = "";
    dialog.showModal();
    return new Promise((resolve) => {
      dialog.addEventListener("close", () => resolve(dialog.returnValue === "replace"), { once: true });
    });
  }

  /** @param {Element} button */
  #download(button) {
    if (!this.form.touched) return this.notice.say(this.words.nothing, button);
    const now = new Date();
    const { edition } = this.content;
    const name = fileName(this.words.file_name, edition, now);
    const answers = this.form.answers();
    const readable = inWords(this.form.questions, answers);
    download(name, fileText(seal(answers, this.content, now), fill(this.words.file_about, { edition }), readable));
    this.notice.say(fill(this.words.downloaded, { name }), button);
  }

  /** @param {Element} button */
  async #copyLink(button) {
    if (!this.form.touched) return this.notice.say(this.words.nothing, button);
    const address = new URL(location.href);
    address.search = "";
    address.hash = await writeLink(this.form.answers(), this.content);
    try {
      await navigator.clipboard.writeText(address.href);
      this.notice.say(fill(this.words.copied, { n: address.href.length }), button);
    } catch {
      this.notice.say(this.words.copy_yourself, button); // no clipboard on a plain http address
      this.field.value = address.href;
      this.field.hidden = false;
      this.field.select();
    }
  }
}
