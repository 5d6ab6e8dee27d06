/** How many tracks have each verdict: in the panel, in the bar of small screens, and to be heard. */

import { all, fill, write } from "../shared/dom.js";
/** @import { Texts, Verdicts } from "../shared/types.js" */

const NONE = "–";

export class Counts {
  /** @type {Map<string, number>} by verdict */
  #now = new Map();
  /** @type {Map<string, number>} as they were when they were last to be heard */
  #told = new Map();

  /**
   * @param {HTMLElement} root
   * @param {import("../shared/announcer.js").Announcer} announcer
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
    for (const group of this.groups) {
      const verdict = group.dataset.group ?? "";
      const n = tracks.filter((track) => track.verdict === verdict).length;
      group.hidden = n === 0;
      this.#now.set(verdict, n);
      this.#writeCount(verdict, String(n));
    }
    this.announcer.sayLater(() => this.#news(ui));
  }

  clear() {
    this.#now.clear();
    this.#told.clear();
    for (const group of this.groups) {
      group.hidden = true;
      this.#writeCount(group.dataset.group ?? "", NONE);
    }
  }

  /**
   * What has changed since it was last told; nothing where it has changed back.
   * @param {Texts["ui"]} ui
   */
  #news({ panel, verdicts }) {
    const changed = [...this.#now].filter(([verdict, n]) => this.#told.get(verdict) !== n);
    this.#told = new Map(this.#now);
    const counts = changed.map(([verdict, n]) => fill(panel.announce_count, { verdict: verdicts[verdict].name, n }));
    return counts.length ? fill(panel.announce, { counts: counts.join(panel.announce_separator) }) : "";
  }

  /**
   * @param {string} verdict
   * @param {string} text
   */
  #writeCount(verdict, text) {
    for (const place of this.places) if (place.dataset.count === verdict) write(place, text);
  }
}
