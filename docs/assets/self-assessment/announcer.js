/** The page's one live region: what is worth hearing, and not more. */

const PAUSE_MS = 800;

export class Announcer {
  #timer = 0;

  /** @param {HTMLElement} region an element with role=status */
  constructor(region) {
    this.region = region;
  }

  /**
   * Say it now.
   * @param {string} words
   */
  say(words) {
    clearTimeout(this.#timer);
    this.region.textContent = words;
  }

  /**
   * Say it once the visitor has paused; a later announcement replaces it.
   * @param {string} words
   */
  sayLater(words) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.say(words), PAUSE_MS);
  }
}
