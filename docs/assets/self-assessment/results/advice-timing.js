/** Decides when advice is asked for: when a track that is not reached is opened, or in a quiet moment. */

import { canBeAdvised } from "./advice.js";
import { all } from "../shared/dom.js";
/** @import { Answers, Verdicts } from "../shared/types.js" */

const QUIET_MS = 1000;

export class Adviser {
  /** @type {Answers | null} those whose verdicts are shown, as long as no advice on them was asked for */
  #answers = null;
  #timer = 0;

  /**
   * @param {HTMLElement} root
   * @param {(answers: Answers) => void} ask
   */
  constructor(root, ask) {
    this.root = root;
    this.ask = ask;
    root.addEventListener("toggle", () => this.#anyOpen() && this.#ask(), true); // it does not bubble
  }

  /**
   * Hear that the verdicts on these answers are shown.
   * @param {Verdicts} verdicts
   * @param {Answers} answers
   */
  update(verdicts, answers) {
    this.clear();
    if (!verdicts.tracks.some(({ verdict }) => canBeAdvised(verdict))) return;
    this.#answers = answers;
    if (this.#anyOpen()) this.#ask();
    else this.#timer = setTimeout(() => this.#ask(), QUIET_MS);
  }

  /** Ask at once for what would have been asked for in a quiet moment; return whether there was anything. */
  hurry() {
    const due = this.#answers !== null;
    this.#ask();
    return due;
  }

  /** Ask for nothing any more. */
  clear() {
    clearTimeout(this.#timer);
    this.#answers = null;
  }

  #anyOpen() {
    return all(this.root, "[data-track][open]").some(({ dataset }) => canBeAdvised(dataset.verdict));
  }

  #ask() {
    const answers = this.#answers;
    this.clear();
    if (answers) this.ask(answers);
  }
}
