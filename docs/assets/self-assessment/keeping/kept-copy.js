/**
 * The copy of the answers that stays on the device: only while the visitor asks for it, and never
 * mixed with what another tab has kept. While the two differ and nobody has chosen, nothing is written.
 */

import { seal, unseal } from "./envelope.js";
import { AnswersStore } from "./storage.js";
import { the } from "../shared/dom.js";
/** @import { Answers } from "../shared/types.js" */

/**
 * @typedef {object} Page
 * @property {import("./envelope.js").Content} content
 * @property {() => Answers} answers what the form holds
 * @property {(opened: import("./envelope.js").Opened, from: "kept" | "other") => void} take
 * @property {(word: string, near: Element | null) => void} tell
 * @property {(word: string) => void} warn of what has happened by itself
 * @property {(words: string) => void} announce
 * @property {() => void} settled hear that more or less is kept now
 */

export class KeptCopy {
  #on = false;
  #declined = false; // this tab keeps nothing, and does not want what another keeps
  #seen = /** @type {string | null} */ (null); // what this tab has last written or heard of

  /**
   * @param {HTMLElement} root
   * @param {Page} page
   */
  constructor(root, page) {
    this.page = page;
    this.store = new AnswersStore(page.content.edition);
    this.box = /** @type {HTMLInputElement} */ (the(root, "[data-role=keep]"));
    this.choice = /** @type {HTMLElement} */ (the(root, "[data-role=other-tab]"));
    this.box.checked = false; // whatever the browser has restored
    this.box.addEventListener("change", () => (this.box.checked ? this.#begin() : this.#end()));
    addEventListener("storage", (event) => this.store.concerns(event) && this.look());
  }

  /** Whether what the form holds is kept. */
  get complete() {
    return this.#on && this.choice.hidden;
  }

  /** Take what was kept on an earlier visit. */
  open() {
    const text = this.store.read();
    if (text === null) return;
    const found = unseal(text, this.page.content);
    if ("refusal" in found) {
      this.store.remove();
      this.page.tell("kept_spoilt", null);
      return;
    }
    this.#seen = text;
    this.#turn(true);
    this.page.take(found, "kept");
  }

  /** Keep what the form holds now, if it is to be kept. */
  save() {
    if (!this.complete) return;
    const answers = this.page.answers();
    const before = this.#seen === null ? null : unseal(this.#seen, this.page.content);
    if (before && !("refusal" in before) && !before.changes.content && alike(before.answers, answers)) return;
    const text = JSON.stringify(seal(answers, this.page.content, new Date()));
    const fault = this.store.write(text);
    this.#seen = fault ? null : text;
    if (!fault) return;
    this.#turn(false);
    this.page.warn(fault);
  }

  /** Compare what is kept with what this tab knows: another tab may have changed it. */
  look() {
    const text = this.store.read();
    if (text === this.#seen) return;
    this.#seen = text;
    if (text === null) {
      if (this.#on) this.page.warn("other_cleared");
      this.#turn(false);
      return;
    }
    this.#compare(text);
  }

  /** Take over what another tab has kept. */
  takeOver() {
    this.choice.hidden = true;
    const found = this.#seen === null ? null : unseal(this.#seen, this.page.content);
    if (!found || "refusal" in found) return;
    this.#turn(true);
    this.page.take(found, "other");
  }

  /** Go on with what stands here; if this tab keeps its answers, they replace those of the other. */
  stay() {
    this.choice.hidden = true;
    this.#declined = !this.#on;
    this.save();
    this.page.settled();
  }

  /** Keep nothing, of no edition. */
  clear() {
    this.store.removeAll();
    this.#seen = null;
    this.#turn(false);
  }

  #begin() {
    this.#turn(true);
    this.#seen = this.store.read();
    if (this.#seen !== null) this.#compare(this.#seen); // another tab has been keeping its own
    this.save();
    if (this.complete) this.page.tell("kept_on", this.box);
  }

  #end() {
    this.store.remove();
    this.#seen = null;
    this.#turn(false);
    this.page.tell("kept_off", this.box);
  }

  /**
   * Ask which answers are meant, where those of another tab are not those of the form.
   * @param {string} text
   */
  #compare(text) {
    const found = unseal(text, this.page.content);
    const shown = !this.choice.hidden;
    this.choice.hidden = this.#declined || "refusal" in found || alike(found.answers, this.page.answers());
    if (!shown && !this.choice.hidden) this.page.announce(this.choice.textContent ?? "");
    this.page.settled();
  }

  /** @param {boolean} on */
  #turn(on) {
    this.#on = this.box.checked = on;
    this.#declined = false;
    if (!on) this.choice.hidden = true;
    this.page.settled();
  }
}

/**
 * Whether two sets of answers are the same, in whatever order.
 * @param {Answers} one
 * @param {Answers} other
 */
export function alike(one, other) {
  const facts = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...facts].every((fact) => one[fact] === other[fact]);
}
