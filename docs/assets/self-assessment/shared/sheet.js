/**
 * The results as a sheet over the form, for small screens. The panel itself moves into a modal dialog
 * and back to its place in the page: there is only one, on the page, in print and in the sheet.
 */

import { the } from "./dom.js";

const WIDE = "(min-width: 60em)"; // there the panel stands beside the form

export class Sheet {
  /** @type {HTMLElement | null} keeps the panel's place, and its height, so that the page does not move */
  #place = null;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.dialog = /** @type {HTMLDialogElement} */ (the(root, "dialog[data-role=sheet]"));
    this.panel = /** @type {HTMLElement} */ (the(root, "[data-role=panel]"));
    this.heading = /** @type {HTMLElement} */ (the(this.panel, "h2"));
    this.dialog.addEventListener("close", () => this.#restore());
    this.dialog.addEventListener("click", ({ target }) => {
      if (target === this.dialog) this.close(); // beside the sheet
      else if (target instanceof Element && target.closest("a[href^='#']")) this.close();
    });
    matchMedia(WIDE).addEventListener("change", () => this.close());
    for (const kind of ["popstate", "beforeprint"]) addEventListener(kind, () => this.close());
  }

  get open() {
    return this.#place !== null;
  }

  /** Show the results over the form; where that is impossible, go to them. */
  show() {
    if (this.open) return;
    if (typeof this.dialog.showModal !== "function") {
      location.hash = this.heading.id;
      return;
    }
    this.#place = document.createElement("div");
    this.#place.style.height = `${this.panel.offsetHeight}px`;
    this.panel.replaceWith(this.#place);
    this.dialog.append(this.panel);
    this.dialog.showModal();
    this.heading.focus();
  }

  /** Put the results back into the page. The focus goes back to where it was. */
  close() {
    if (!this.open) return;
    this.#restore(); // at once: what called may look for something in the panel
    this.dialog.close();
  }

  #restore() {
    this.#place?.replaceWith(this.panel);
    this.#place = null;
  }
}
