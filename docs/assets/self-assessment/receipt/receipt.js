/** Prints the receipt: a document of its own, in Chinese and English, that stands in for the page on paper. */

import { drawReceipt } from "./document.js";
/** @import { Held } from "../shared/types.js" */

const FOOT = "--sa-receipt-foot";

export class Receipt {
  #busy = false;
  #title = document.title;
  /** @type {HTMLElement | null} */
  #sheet = null;

  /**
   * @param {HTMLElement} root
   * @param {import("../shared/announcer.js").Announcer} announcer
   * @param {import("../checker/texts.js").TextsLoader} loader
   */
  constructor(root, announcer, loader) {
    this.languages = (root.dataset.langs ?? "").split(" ");
    this.announcer = announcer;
    this.loader = loader;
    addEventListener("afterprint", () => this.clear());
  }

  /**
   * Print what is held. Where the other language cannot be had, the receipt has one language and says so.
   * @param {Held} held
   */
  async print(held) {
    if (this.#busy) return;
    this.#busy = true;
    const words = held.texts.ui.receipt;
    this.announcer.say(words.working);
    const wanted = this.languages.map((lang) => (lang === held.texts.lang ? held.texts : this.loader.load(lang)));
    const books = (await Promise.allSettled(wanted)).flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    this.#busy = false;
    this.clear();
    const complete = books.length === this.languages.length;
    this.#sheet = drawReceipt({ ...held, books, complete, printed: new Date() }, "CSSMarginRule" in globalThis);
    const foot = books.map(({ ui }) => ui.disclaimer.long).join(" · ");
    document.documentElement.style.setProperty(FOOT, JSON.stringify(foot));
    document.documentElement.dataset.receipt = "";
    document.body.append(this.#sheet);
    this.#title = document.title;
    document.title = `${words.title} ${held.texts.title}`; // the name that the file gets
    this.announcer.say(complete ? "" : words.one_language);
    print();
  }

  /** Take the receipt away: the page prints as itself again. */
  clear() {
    if (!this.#sheet) return;
    this.#sheet.remove();
    this.#sheet = null;
    delete document.documentElement.dataset.receipt;
    document.documentElement.style.removeProperty(FOOT);
    document.title = this.#title;
  }
}
