/** The button in the results that chooses a track, and what there says that it has been chosen. */

import { all, element, fill } from "../shared/dom.js";
/** @import { Texts } from "../shared/types.js" */

/**
 * The button of a track, with a link to what it has made.
 * @param {string} track
 * @param {boolean} chosen
 * @param {Texts} texts
 */
export function drawChoose(track, chosen, { ui: { preparation: words }, tracks }) {
  const name = element("span", { class: "sa-hidden" }, fill(words.of_name, { name: tracks[track].label }));
  const toggle = { "data-action": "choose", "data-choose": track, "aria-pressed": String(chosen) };
  const button = element("button", { type: "button", class: "md-button", ...toggle }, words.choose, name);
  const link = element("a", { href: "#preparation", "data-chosen": true }, words.go);
  link.hidden = !chosen;
  return element("p", { class: "sa-buttons sa-choose" }, button, link);
}

/**
 * Mark in the results which tracks are chosen.
 * @param {HTMLElement} panel
 * @param {Set<string>} chosen
 */
export function markChosen(panel, chosen) {
  for (const details of all(panel, "[data-track]")) {
    const on = chosen.has(details.dataset.track ?? "");
    for (const part of all(details, "[data-chosen]")) part.hidden = !on;
    details.querySelector("[data-choose]")?.setAttribute("aria-pressed", String(on));
  }
}
