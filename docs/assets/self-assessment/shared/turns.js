/**
 * Does a long piece of work in turns, one after each frame, so that the page reacts to the visitor in between
 * (https://web.dev/articles/optimize-long-tasks). A turn may move the layout: none comes while a button is pressed.
 */

import { whenReleased } from "./pressing.js";

const LATEST_MS = 100; // a page in the background has no frames

export class Turns {
  /** @type {(() => void)[]} */
  #left = [];
  #awaited = false;

  /** @param {HTMLElement} root carries data-arranging as long as turns are left */
  constructor(root) {
    this.root = root;
  }

  /**
   * Do this work in place of what is left of other work.
   * @param {...(() => void)} turns
   */
  take(...turns) {
    this.#left = turns;
    this.#mark();
    if (!this.#awaited) this.#await();
  }

  /** Do what is left at once. */
  finish() {
    while (this.#left.length) this.#left.shift()?.();
    this.#mark();
  }

  /** Do nothing of what is left. */
  drop() {
    this.take();
  }

  #await() {
    this.#awaited = this.#left.length > 0;
    if (this.#awaited) afterFrame(() => whenReleased(() => this.#do()));
  }

  #do() {
    try {
      this.#left.shift()?.();
    } finally {
      this.#mark();
      this.#await();
    }
  }

  #mark() {
    this.root.toggleAttribute("data-arranging", this.#left.length > 0);
  }
}

/**
 * Do something once the browser has shown what has changed up to now.
 * @param {() => void} task
 */
export function afterFrame(task) {
  let done = false;
  const once = () => {
    if (!done) task();
    done = true;
  };
  requestAnimationFrame(() => setTimeout(once));
  setTimeout(once, LATEST_MS);
}
