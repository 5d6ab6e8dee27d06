/**
 * Words of a text, the same for the index and for a query: Han characters singly and in pairs, English
 * stems, numbers, and a number together with the character beside it (3倍, 第2). Full-width forms
 * are folded first (NFKC).
 */
import { stemmer } from "stemmer";

const PIECES = /\p{Script=Han}+|\p{N}+(?:\.\p{N}+)*|(?:(?!\p{Script=Han})\p{L})+(?:&(?:(?!\p{Script=Han})\p{L})+)*/gu;
const HAN = /^\p{Script=Han}/u;
const NUMBER = /^\p{N}/u;
const THOUSANDS = /(\d),(?=\d{3}(?!\d))/g;

/** @param {string} text */
export const fold = (text) => text.normalize("NFKC").toLowerCase().replace(THOUSANDS, "$1");

/** Letters, digits and characters alone: what a literal comparison compares. @param {string} text */
export const squeeze = (text) => fold(text).replace(/[^\p{L}\p{N}]+/gu, "");

/** @param {string} term */
export const isHan = (term) => HAN.test(term);

/** @param {string} term */
export const isNumber = (term) => NUMBER.test(term);

/**
 * The runs of one script of a folded text, with their places.
 * @param {string} folded
 * @returns {{text: string, start: number, end: number}[]}
 */
export const runs = (folded) =>
  [...folded.matchAll(PIECES)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));

/** @param {string} run Han characters @returns {string[]} */
const pairs = (run) => {
  const characters = [...run];
  return characters.slice(1).map((character, at) => characters[at] + character);
};

/** @param {string} word in lower case */
export const stem = (word) => (word.length > 2 ? stemmer(word.replace(/&/g, "")) : word.replace(/&/g, ""));

/**
 * @param {string} folded
 * @param {boolean} ofQuery pairs then stand for the characters they consist of
 * @returns {string[]}
 */
export function terms(folded, ofQuery) {
  /** @type {string[]} */
  const found = [];
  /** @type {{text: string, end: number} | undefined} */
  let before;
  for (const run of runs(folded)) {
    if (isHan(run.text)) {
      if (!ofQuery || [...run.text].length === 1) found.push(...run.text);
      found.push(...pairs(run.text));
    } else found.push(isNumber(run.text) ? run.text : stem(run.text));
    if (before && before.end === run.start && (isNumber(before.text) || isNumber(run.text))) {
      const left = isHan(before.text) ? before.text.slice(-1) : before.text;
      const right = isHan(run.text) ? [...run.text][0] : run.text;
      found.push(left + right);
    }
    before = run;
  }
  return found;
}
