/** What a result shows: the passage around the best place, with the words that were looked for marked. */
import { fold, isHan, runs, stem } from "./tokens.js";
/** @import { Hit } from "./types.js" */

const BEFORE = 0.25; // share of the passage before the first word
const SOUND = /[\p{L}\p{N}]/u;
const LENGTH = { zh: 110, en: 240 };

/** @param {string} text */
export const escapeHtml = (text) =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

/** @type {Map<string, ReturnType<typeof newMap>>} texts that have been shown once are mostly shown again with the next letter */
const maps = new Map();

/**
 * A text folded character by character, with the place that each folded character comes from; the same
 * of letters and digits alone (`squeezed`); and its words that are not Han.
 * @param {string} text
 */
function mapped(text) {
  const found = maps.get(text) ?? newMap(text);
  maps.set(text, found);
  return found;
}

/** @param {string} text */
function newMap(text) {
  let folded = "";
  /** @type {number[]} */
  const from = [];
  let at = 0;
  for (const char of text) {
    const form = char < "\u0080" ? char.toLowerCase() : fold(char);
    for (let step = 0; step < form.length; step += 1) from.push(at);
    folded += form;
    at += char.length;
  }
  from.push(at);
  let squeezed = "";
  /** @type {[number, number][]} */
  const places = [];
  for (let step = 0; step < folded.length; step += 1) {
    if (!SOUND.test(folded[step])) continue;
    squeezed += folded[step];
    places.push([from[step], from[step + 1]]);
  }
  const words = runs(folded).filter((run) => !isHan(run.text));
  const found = words.map(({ text: word, start, end }) => ({ word, stemmed: stem(word), start: from[start], end: from[end] }));
  return { squeezed, places, words: found };
}

/** Where a hit's words stand in a text: places in order, none within another. @param {string} text @param {Pick<Hit, "parts" | "terms">} hit */
function ranges(text, { parts, terms }) {
  const { squeezed, places, words } = mapped(text);
  const matched = new Set(terms);
  /** @type {[number, number][]} */
  const found = [];
  /** @param {string} literal */
  const add = (literal) => {
    for (let at = squeezed.indexOf(literal); at >= 0; at = squeezed.indexOf(literal, at + 1)) {
      found.push([places[at][0], places[at + literal.length - 1][1]]);
    }
  };
  for (const part of parts) {
    const han = part.alternatives.filter((one) => [...one.text].some(isHan));
    const whole = han.filter((one) => one.literal && squeezed.includes(one.literal));
    if (whole.length) whole.forEach((one) => add(one.literal));
    else {
      const pieces = (han[0]?.terms ?? []).filter((term) => isHan(term) && matched.has(term));
      pieces.forEach(add);
    }
  }
  for (const { word, stemmed, start, end } of words) {
    if (matched.has(word) || matched.has(stemmed)) found.push([start, end]);
  }
  return merged(found);
}

/** @param {[number, number][]} all */
function merged(all) {
  /** @type {[number, number][]} */
  const joined = [];
  for (const [start, end] of all.sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    const last = joined[joined.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

/** @param {string} text @param {number[][]} places @param {number} from @param {number} to */
function markedPassage(text, places, from, to) {
  let html = "";
  let at = from;
  for (const [start, end] of places) {
    if (end <= from || start >= to) continue;
    html += `${escapeHtml(text.slice(at, Math.max(start, from)))}<mark>${escapeHtml(text.slice(Math.max(start, from), Math.min(end, to)))}</mark>`;
    at = Math.min(end, to);
  }
  return html + escapeHtml(text.slice(at, to));
}

/** @param {string} text @param {Hit} hit @returns {string} HTML with `<mark>` */
export const marked = (text, hit) => markedPassage(text, ranges(text, hit), 0, text.length);

/** @param {string} text @param {Hit} hit @param {"zh" | "en"} lang @returns {string} HTML of a short passage */
export function excerpt(text, hit, lang) {
  const length = LENGTH[lang];
  const places = ranges(text, hit);
  if (text.length <= length * 1.2) return markedPassage(text, places, 0, text.length);
  let from = Math.max(0, (places[0]?.[0] ?? 0) - Math.round(length * BEFORE));
  from = Math.min(from, text.length - length);
  if (from && lang === "en") from = text.lastIndexOf(" ", from) + 1;
  const to = Math.min(text.length, from + length);
  return `${from ? "…" : ""}${markedPassage(text, places, from, to)}${to < text.length ? "…" : ""}`;
}
