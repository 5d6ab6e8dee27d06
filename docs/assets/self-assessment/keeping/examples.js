/** Example applicants: fetched when their list is opened, and marked as what they are while they stand in the form. */

import { dataFile, readData } from "../checker/data-files.js";
import { all, element, fill, the, write } from "../shared/dom.js";
import { alike } from "./kept-copy.js";
/** @import { Answers } from "../shared/types.js" */

/** @typedef {{ id: string, name: string, answers: Answers }} Example */

export class Examples {
  /** @type {Example | null} the one that the form was filled from */
  tried = null;

  /**
   * @param {HTMLElement} root
   * @param {import("../shared/types.js").Texts["ui"]} words
   * @param {(example: Example) => void} choose
   */
  constructor(root, words, choose) {
    this.root = root;
    this.words = words;
    this.choose = choose;
    const fold = /** @type {HTMLDetailsElement} */ (the(root, "[data-role=examples]"));
    this.marks = all(root, "[data-role=example-is]");
    this.list = /** @type {HTMLElement} */ (the(fold, "[data-role=example-list]"));
    fold.addEventListener("toggle", () => fold.open && !this.list.querySelector("button") && this.#fetch());
  }

  /**
   * Whether the form holds an example as it is.
   * @param {Answers} answers
   */
  isPure(answers) {
    return this.tried !== null && alike(this.tried.answers, answers);
  }

  /**
   * Mark wherever results are read that these answers are, or come from, an example.
   * @param {Answers} answers
   */
  mark(answers) {
    const words = this.tried && fill(this.isPure(answers) ? this.words.example_is : this.words.example_was, { name: this.tried.name });
    for (const place of this.marks) {
      place.hidden = !words;
      write(place, words ?? "");
    }
  }

  async #fetch() {
    try {
      /** @type {{ examples: Example[] }} */
      const { examples } = (await readData(dataFile(this.root, `examples.${this.root.dataset.lang}.json`))).data;
      this.list.replaceChildren(...examples.map((example) => element("li", {}, this.#button(example))));
    } catch (error) {
      console.warn("self-assessment:", error);
      this.list.replaceChildren(element("li", { role: "alert" }, this.words.examples_failed));
    }
  }

  /** @param {Example} example */
  #button(example) {
    const button = element("button", { type: "button", class: "sa-example", "data-example": example.id }, example.name);
    button.addEventListener("click", () => this.choose(example));
    return button;
  }
}
