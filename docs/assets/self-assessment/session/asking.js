/**
 * Asks the checker: at the visitor's first touch, at every answer, and about what is typed once the typing pauses.
 * It knows which question is at hand.
 */

import { afterFrame } from "../shared/turns.js";

const TYPING_MS = 300; // what is typed is looked at when the typing pauses

export class Asking {
  /** @type {string | null} the fact that is being typed */
  typing = null;
  /** @type {string | null} the fact that was touched last */
  atHand = null;
  #begun = false; // whether the checker has been started, or is about to be
  #timer = 0; // runs while what is typed has not been looked at

  /**
   * @param {import("../form/form.js").Form} form
   * @param {import("../checker/client.js").Client} client
   * @param {object} page
   * @param {() => void} page.answered hear that the form holds another answer
   * @param {(pending: boolean) => void} page.setPending hear whether what is shown is about to be replaced
   */
  constructor(form, client, page) {
    this.form = form;
    this.client = client;
    this.page = page;
    for (const kind of ["focusin", "pointerdown"]) form.element.addEventListener(kind, ({ target }) => this.touch(target));
    for (const kind of ["input", "change"]) form.element.addEventListener(kind, (event) => this.#answer(event));
    form.element.addEventListener("focusout", () => this.#leave());
  }

  /** Whether verdicts are still to come, or to be asked for. */
  get pending() {
    return this.client.pending || this.#timer > 0;
  }

  /** Ask about what the form holds now. */
  ask() {
    this.#stopTimer();
    this.client.ask(this.form.answers());
    this.#setPending();
  }

  /**
   * The visitor's first touch starts the checker.
   * @param {EventTarget | null} node of the form; none where the browser has kept what was filled in
   */
  touch(node) {
    this.atHand = this.form.factAt(node) ?? this.atHand;
    if (this.#begun || this.client.status.phase !== "idle") return;
    this.#begun = true;
    afterFrame(() => this.#begun && this.client.start());
    this.ask();
  }

  /** Ask at once about what is being typed. */
  hurry() {
    this.#leave();
    if (this.#timer) this.ask();
  }

  /** Ask about other answers, which the form has been given: no question is at hand. */
  restart() {
    this.typing = this.atHand = null;
    this.client.start();
    this.ask();
  }

  /** Ask nothing any more, until the form is touched again. */
  clear() {
    this.#stopTimer();
    this.#begun = false;
    this.typing = this.atHand = null;
  }

  /** @param {Event} event */
  #answer(event) {
    this.touch(event.target);
    const control = /** @type {HTMLInputElement} */ (event.target);
    if (event.type === "input" && ["radio", "checkbox"].includes(control.type)) return; // its change follows
    // A date changes with every digit, a number with every key: neither is complete before it is left.
    const incomplete = control.type === "date" || (control.type === "text" && event.type === "input");
    this.typing = incomplete ? this.form.factAt(control) : null;
    this.page.answered();
    if (!this.typing) {
      this.ask();
      return;
    }
    this.#stopTimer();
    this.#timer = setTimeout(() => this.ask(), TYPING_MS);
    this.#setPending();
  }

  #leave() {
    if (!this.typing) return;
    this.typing = null;
    this.ask();
  }

  #setPending() {
    this.page.setPending(this.client.status.phase !== "failed");
  }

  #stopTimer() {
    clearTimeout(this.#timer);
    this.#timer = 0;
  }
}
