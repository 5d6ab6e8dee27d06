/** The one listener for clicks in the form, and the one table of what they do. */

/** @import { Actions } from "../shared/dom.js" */

/**
 * Do what the table says at every click. Of several actions that a click asks for, all are done, in the table's order.
 * @param {HTMLElement} root
 * @param {...Actions} parts of the table; no two may hold the same selector
 */
export function listenForClicks(root, ...parts) {
  const table = parts.flatMap((part) => Object.entries(part));
  if (new Set(table.map(([selector]) => selector)).size < table.length) throw new Error("Two actions share a selector");
  root.addEventListener("click", (event) => {
    const { target } = event;
    if (!(target instanceof Element)) return;
    for (const [selector, act] of table) {
      const clicked = target.closest(selector);
      if (clicked instanceof HTMLElement) act(clicked, event);
    }
  });
}
