/** Keeps the printer waiting until all that follows from the answers is reckoned, and says that it waits. */

import { all } from "../shared/dom.js";

export class Paper {
  #turn = 0; // another one ends the waiting
  #waits = false;

  /**
   * @param {HTMLElement} root
   * @param {import("../shared/announcer.js").Announcer} announcer
   * @param {() => Promise<void> | null} reckoned null where nothing is under way
   */
  constructor(root, announcer, reckoned) {
    this.places = all(root, "[data-role=waits-to-print]");
    this.announcer = announcer;
    this.reckoned = reckoned;
  }

  /**
   * Print as soon as nothing is under way any more; while something is, further wishes change nothing.
   * @param {() => unknown} print
   */
  async print(print) {
    if (this.#waits) return;
    const turn = ++this.#turn;
    this.#waits = true;
    await new Promise((done) => setTimeout(done)); // what came in while the button was down is shown first
    const reckoned = this.reckoned();
    if (reckoned) {
      this.#tell(true);
      this.announcer.say(this.places[0].textContent ?? "", "print");
      await reckoned;
    }
    if (turn !== this.#turn) return;
    this.#tell(false);
    await print();
  }

  /** Print nothing. */
  stop() {
    this.#turn += 1;
    this.#tell(false);
  }

  /** @param {boolean} waits */
  #tell(waits) {
    this.#waits = waits;
    for (const place of this.places) place.hidden = !waits;
  }
}
