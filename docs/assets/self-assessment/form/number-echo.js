/** Says under a number how it was understood (三百万 in 万元 is ＝300万元). The checker has read it. */

import { fill, write } from "../shared/dom.js";
import { grouped, isConverted, quantity } from "../words/quantities.js";
/** @import { Answers, Texts, Verdicts } from "../shared/types.js" */

export class Echo {
  /** @param {import("./form.js").Form} form */
  constructor(form) {
    /** @type {Map<string, Element | null>} where the echo of each question stands, if it has one */
    this.places = new Map([...form.questions].map(([fact, question]) => [fact, question.querySelector("[data-role=echo]")]));
    form.element.addEventListener("input", ({ target }) => this.#write(form.factAt(target), ""));
  }

  /**
   * Show what was understood where that is not literally what stands in the field, or is said in another size.
   * @param {Verdicts} verdicts
   * @param {Answers} answers those that the verdicts are on
   * @param {Texts} texts
   * @param {string | null} typing the fact that is being typed: it is echoed once its field is left
   */
  show({ read }, answers, texts, typing) {
    for (const fact of this.places.keys()) {
      const literal = answers[fact] === grouped(read[fact] ?? "") && !isConverted(fact, texts);
      const words = read[fact] === undefined || literal || fact === typing ? "" : fill(texts.ui.check.understood, { value: quantity(fact, read[fact], texts) });
      this.#write(fact, words);
    }
  }

  clear() {
    for (const fact of this.places.keys()) this.#write(fact, "");
  }

  /**
   * @param {string | null} fact
   * @param {string} words
   */
  #write(fact, words) {
    const place = this.places.get(fact ?? "");
    if (place) write(place, words);
  }
}
