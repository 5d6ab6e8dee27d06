/**
 * What is worth hearing, and not more: one announcement after the other, none lost to the next.
 * Behind an open dialog nothing is heard, so that each dialog has a live region of its own.
 */

import { all } from "./dom.js";

const PAUSE_MS = 800; // what follows sooner would be heard in the place of what was said

/** @typedef {{ words: string, topic: string }} Announcement */

export class Announcer {
  /** @type {Announcement[]} */
  #waiting = [];
  #speaking = 0;
  #later = 0;

  /**
   * @param {HTMLElement} root holds the dialogs; a region in one is marked data-announcer
   * @param {HTMLElement} region the page's own, an element with role=status
   */
  constructor(root, region) {
    this.root = root;
    this.region = region;
  }

  /**
   * Say it now, or after what has just been said.
   * @param {string} words none to take back what stands there
   * @param {string} [topic] of several that wait on one topic, only the last is worth hearing
   */
  say(words, topic = "") {
    if (topic) this.#waiting = this.#waiting.filter((one) => one.topic !== topic);
    this.#waiting.push({ words, topic });
    if (!this.#speaking) this.#next();
  }

  /**
   * Say it once the visitor has paused. Whoever calls again before that begins the pause anew.
   * @param {() => string} wording asked when the pause is over; it may find that there is nothing to say
   */
  sayLater(wording) {
    clearTimeout(this.#later);
    this.#later = setTimeout(() => {
      const words = wording();
      if (words) this.say(words);
    }, PAUSE_MS);
  }

  #next() {
    const next = this.#waiting.shift();
    this.#speaking = next ? setTimeout(() => this.#next(), PAUSE_MS) : 0;
    if (!next) return;
    // The sheet comes last among the dialogs, and others may be open over it.
    const [region = this.region] = all(this.root, "dialog[open] [data-announcer]");
    for (const other of [this.region, ...all(this.root, "[data-announcer]")]) other.textContent = other === region ? next.words : "";
  }
}
