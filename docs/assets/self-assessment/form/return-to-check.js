/** The way back from a question to the check of the answers, for a visitor who came from there. */

import { the } from "../shared/dom.js";

export class ReturnOffer {
  /** @type {string | null} the fact that the visitor went to */
  fact = null;

  /**
   * @param {HTMLElement} root
   * @param {import("./form.js").Form} form
   */
  constructor(root, form) {
    this.form = form;
    this.offer = /** @type {HTMLElement} */ (the(root, "[data-role=return]"));
    this.link = /** @type {HTMLElement} */ (the(this.offer, "a"));
    /** @type {import("../shared/dom.js").Actions} */
    this.actions = { "[data-role=check-list] [data-answer]": (way) => this.#make(way.dataset.answer ?? "") };
    for (const kind of ["input", "change"]) {
      form.element.addEventListener(kind, ({ target }) => {
        if (this.fact && form.factAt(target) === this.fact) this.link.classList.add("md-button--primary");
      });
    }
  }

  /** The offer is taken, or no longer of use: returns the fact it was made for. */
  end() {
    const { fact } = this;
    this.fact = null;
    this.offer.hidden = true;
    return fact;
  }

  /** @param {string} fact */
  #make(fact) {
    const question = this.form.questions.get(fact);
    if (!question) return;
    this.fact = fact;
    question.append(this.offer);
    this.offer.hidden = false;
    this.link.classList.remove("md-button--primary");
  }
}
