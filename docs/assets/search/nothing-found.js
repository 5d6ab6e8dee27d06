/** What stands in the list where nothing was found: the nearest terms, whom to ask, the glossary. */
import { escapeHtml } from "./excerpt.js";
import { fold, isHan, squeeze } from "./tokens.js";
/** @import { Engine } from "./engine.js" */

const NEAR = 3;
const ALIKE = 0.4; // share of a term that must be the same
const SAME_SOUND = 0.3;

/**
 * Edit distance of two words; characters that sound alike are nearer.
 * @param {string[]} one @param {string[]} other @param {(one: string, other: string) => boolean} alike
 */
function distance(one, other, alike) {
  let line = [...Array(other.length + 1).keys()];
  one.forEach((char, row) => {
    const next = [row + 1];
    other.forEach((wanted, at) => {
      const change = char === wanted ? 0 : alike(char, wanted) ? SAME_SOUND : 1;
      next.push(Math.min(line[at] + change, line[at + 1] + 1, next[at] + 1));
    });
    line = next;
  });
  return line[line.length - 1];
}

/** Whether two words of such lengths can be alike enough. @param {number} one @param {number} other */
const isNear = (one, other) => Math.min(one, other) >= ALIKE * Math.max(one, other);

/** Terms and synonyms nearest to what was typed. @param {string} query @param {Engine} engine @returns {string[]} */
function nearTerms(query, engine) {
  const { entries } = engine;
  const typed = [...squeeze(engine.simplified(fold(query)))].slice(0, 24);
  const words = new Set([
    ...entries.filter((one) => one.kind === "term").map((one) => one.text),
    ...engine.synonyms().flatMap((pair) => pair.join("|").split("|")),
  ]);
  const han = isHan(typed[0] ?? "");
  const alike = han ? engine.alike : () => false;
  const scored = [...words]
    .filter((word) => isHan(word) === han && isNear(word.length, typed.length))
    .map((word) => {
      const letters = [...squeeze(word)];
      const most = Math.max(typed.length, letters.length);
      return { word, same: 1 - distance(typed, letters, alike) / most };
    })
    .filter(({ same }) => same >= ALIKE);
  return scored.sort((a, b) => b.same - a.same).slice(0, NEAR).map(({ word }) => word);
}

/**
 * Items of Material's list. `data-search-term` and `data-search-none` are for search-box.js: a click on a
 * term asks for it, and the line above the list says that nothing was found.
 * @param {string} query
 * @param {Engine} engine
 * @returns {import("./results.js").Row[][]}
 */
export function help(query, engine) {
  const { words, ask, terms } = engine.index.help;
  const none = escapeHtml(words.none.replace("{query}", query.trim()));
  const items = nearTerms(query, engine).map((term) => ({
    location: `?q=${encodeURIComponent(term)}`,
    title: `<span data-search-term="${escapeHtml(term)}">${escapeHtml(words.near.replace("{term}", term))}</span>`,
    text: "",
  }));
  items.push({ location: ask.url, title: escapeHtml(words.ask), text: escapeHtml(ask.text) });
  items.push({ location: terms.url, title: escapeHtml(words.terms), text: "" });
  items[0].title = `<span data-search-none="${none}"></span>${items[0].title}`;
  return items.map((one, at) => [{ ...one, score: items.length - at, terms: {} }]);
}
