/** Puts the same line in several languages beside each other. */

import { element } from "../shared/dom.js";
/** @import { Texts } from "../shared/types.js" */

const TAGS = /** @type {Record<string, string>} */ ({ zh: "zh-Hans" }); // as the markup of the pages names them

/**
 * One line in every language.
 * @param {Texts[]} books
 * @param {string} tag
 * @param {(texts: Texts) => string} words
 * @param {Record<string, string>} [attributes]
 */
export function both(books, tag, words, attributes = {}) {
  const lines = books.map((texts, place) =>
    element("span", { lang: TAGS[texts.lang] ?? texts.lang, class: place ? "sa-receipt__second" : "sa-receipt__first" }, words(texts)),
  );
  return element(tag, attributes, ...lines);
}
