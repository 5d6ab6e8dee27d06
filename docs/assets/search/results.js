/**
 * The hits as Material's list shows them: one item a section, its heading first, then the sentences.
 * Material takes the last document of an item for its heading where all of them have an anchor, and folds
 * away what scores less than the first one.
 *
 * @typedef {{root?: string, label?: string}} Foreign where the other language lies, and its label
 * @typedef {{location: string, title: string, text: string, score: number, terms: {}}} Row
 */
import { escapeHtml, excerpt, marked } from "./excerpt.js";
/** @import { Hit } from "./types.js" */
/** @import { Place, SearchIndex } from "./entries.js" */

const SHOWN = 3; // sentences of a section that are shown at once, where they are nearly as good as its best
const NEARLY = 0.85;
const MOST = 8; // of a section
const ITEMS = 20;
const SCALE = 1000; // Material shows two decimals, and Enter opens the highest
const STEP = 0.05;

/**
 * @param {Hit[]} hits best first
 * @param {SearchIndex} index
 * @param {Foreign} [foreign]
 * @returns {Row[][]}
 */
export function results(hits, index, foreign = {}) {
  /** @type {Map<Place, Hit[]>} */
  const groups = new Map();
  for (const hit of hits) {
    const { place } = hit.entry;
    const group = groups.get(place) ?? [];
    groups.set(place, group);
    if (group.length < MOST && !group.some((other) => same(other.entry, hit.entry))) group.push(hit);
  }
  return [...groups].slice(0, ITEMS).map(([place, group]) => item(place, group, index, foreign));
}

/** Whether two results of a section say the same, or stand at the same place. @param {Hit["entry"]} one @param {Hit["entry"]} other */
const same = (one, other) => one.location === other.location || one.text === other.text;

/** @param {Place} place @param {Hit[]} hits @param {SearchIndex} index @param {Foreign} foreign @returns {Row[]} */
function item(place, hits, index, foreign) {
  const best = hits[0].score * SCALE;
  const heading = hits.find((hit) => hit.entry.location === place.location);
  const others = hits.filter((hit) => hit !== heading);
  const telling = others.filter((hit) => hit.own);
  const sentences = telling.length || heading ? telling : others;
  const shown = sentences.filter((hit, at) => at < SHOWN && hit.score >= sentences[0].score * NEARLY).length;
  const top = best - (heading === hits[0] ? STEP : 0);
  const rows = sentences.map((hit, at) => row(hit, at < shown ? top : top - 2 * STEP, index, foreign));
  const head = {
    location: (foreign.root ?? "") + (heading ?? sentences[0]).entry.location, // else a visitor lands on nothing lit
    title: said(marked(place.heading, heading ?? hits[0]), index.lang, foreign) + label(foreign.label ?? "", "language"),
    text: heading && !heading.entry.heads ? said(excerpt(heading.entry.text, heading, index.lang), index.lang, foreign) : "",
    score: heading === hits[0] ? best : 0, // named only for what stands under it
    terms: {},
  };
  return [...rows, head];
}

/** @param {Hit} hit @param {number} score @param {SearchIndex} index @param {Foreign} foreign @returns {Row} */
function row(hit, score, index, foreign) {
  const { entry } = hit;
  return {
    location: (foreign.root ?? "") + entry.location,
    title: said(escapeHtml(entry.path), index.lang, foreign) + label(entry.label, entry.kind),
    text: said(excerpt(entry.text, hit, index.lang), index.lang, foreign),
    score,
    terms: {},
  };
}

/** @param {string} text @param {string} kind @returns {string} HTML */
const label = (text, kind) => (text ? ` <small class="kind kind--${kind}">${escapeHtml(text)}</small>` : "");

/** Names the language of what is not in the page's own. @param {string} html @param {string} lang @param {Foreign} foreign */
const said = (html, lang, foreign) =>
  foreign.root === undefined ? html : `<span lang="${lang === "zh" ? "zh-Hans" : lang}">${html}</span>`;
