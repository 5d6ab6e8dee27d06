/** Fetches the words of a language, once; a failed fetch is tried again when it is asked for again. */

import { dataFile, readData } from "./data-files.js";
/** @import { Texts } from "../shared/types.js" */

export class TextsLoader {
  /** @type {Map<string, Promise<Texts>>} */
  #fetched = new Map();

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
  }

  /**
   * @param {string} lang
   * @returns {Promise<Texts>} rejected where the words cannot be had
   */
  load(lang) {
    const fetched = this.#fetched.get(lang) ?? readData(dataFile(this.root, `texts.${lang}.json`)).then(({ data }) => data);
    this.#fetched.set(lang, fetched);
    fetched.catch(() => this.#fetched.delete(lang));
    return fetched;
  }
}
