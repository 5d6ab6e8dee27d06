/** Fetches the words of a language, once; a failed fetch is tried again when it is asked for again. */

/** @typedef {import("./types.js").Texts} Texts */

export class TextsLoader {
  /** @type {Map<string, Promise<Texts>>} */
  #fetched = new Map();

  /** @param {string} folder address of the folder of texts.<lang>.json */
  constructor(folder) {
    this.folder = folder;
  }

  /**
   * @param {string} lang
   * @returns {Promise<Texts>} rejected where the words cannot be had
   */
  load(lang) {
    const fetched = this.#fetched.get(lang) ?? this.#fetch(lang);
    this.#fetched.set(lang, fetched);
    fetched.catch(() => this.#fetched.delete(lang));
    return fetched;
  }

  /** @param {string} lang */
  async #fetch(lang) {
    const response = await fetch(`${this.folder}texts.${lang}.json`);
    if (!response.ok) throw new Error(`${response.status} texts.${lang}.json`);
    return response.json();
  }
}
