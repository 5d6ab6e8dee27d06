/** How many tracks have each verdict: in the panel, in the bar of small screens, and to be heard. */

import { all, fill } from "./dom.js";

/**
 * @typedef {import("./types.js").Verdicts} Verdicts
 * @typedef {import("./types.js").Texts} Texts
 */

const NONE = "–";

export class Counts {
  /**
   * @param {HTMLElement} root
   * @param {import("./announcer.js").Announcer} announcer
   */
  constructor(root, announcer) {
    this.announcer = announcer;
    this.places = all(root, "[data-count]");
    this.groups = all(root, "section[data-group]");
  }

  /**
   * @param {Verdicts} verdicts
   * @param {Texts} texts
   */
  show({ tracks }, { ui }) {
    /** @type {string[]} */
    const changed = [];
    for (const group of this.groups) {
      const verdict = group.dataset.group ?? "";
      const n = tracks.filter((track) => track.verdict === verdict).length;
      group.hidden = n === 0;
      if (this.#write(verdict, String(n))) {
        changed.push(fill(ui.panel.announce_count, { verdict: ui.verdicts[verdict].name, n }));
      }
    }
    if (!changed.length) return;
    this.announcer.sayLater(fill(ui.panel.announce, { counts: changed.join(ui.panel.announce_separator) }));
  }

  clear() {
    for (const group of this.groups) {
      group.hidden = true;
      this.#write(group.dataset.group ?? "", NONE);
    }
  }

  /**
   * @param {string} verdict
   * @param {string} text
   * @returns {boolean} whether it says something new
   */
  #write(verdict, text) {
    const places = this.places.filter((place) => place.dataset.count === verdict);
    const changed = places.some((place) => place.textContent !== text);
    for (const place of places) place.textContent = text;
    return changed;
  }
}
