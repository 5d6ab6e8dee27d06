/** Names the question to answer next, with the reason: the checker says which one can settle most. */

import { element, fill, the } from "../shared/dom.js";
import { questionLink } from "../words/links.js";
/** @import { Texts } from "../shared/types.js" */

export class NextQuestion {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.place = /** @type {HTMLElement} */ (the(root, "[data-role=next-question]"));
  }

  /**
   * @param {{ fact: string, tracks: number } | null} next
   * @param {Texts} texts
   */
  show(next, { ui, facts }) {
    this.place.hidden = !next;
    if (!next) return this.place.replaceChildren();
    const link = questionLink(next.fact, {}, facts[next.fact].label);
    const reason = fill(ui.progress.next_reason, { n: next.tracks });
    return this.place.replaceChildren(ui.progress.next, link, " ", element("span", { class: "sa-why-next" }, reason));
  }

  clear() {
    this.place.hidden = true;
    this.place.replaceChildren();
  }
}
