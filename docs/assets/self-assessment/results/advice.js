/** Draws what would change a track's verdict: changes of fact, as the checker has found them. */

import { element, fill } from "../shared/dom.js";
import { missingLinks } from "../words/links.js";
import { quantity } from "../words/quantities.js";
import { valueOf } from "../words/values.js";
/** @import { Advice, Change, ChangeSet, Context, Way } from "../shared/types.js" */

const NOT_REACHED = ["ineligible", "conditional"];

/**
 * Whether there is anything to advise on.
 * @param {string | undefined} verdict
 */
export function canBeAdvised(verdict) {
  return NOT_REACHED.includes(verdict ?? "");
}

/**
 * Fill the place of the advice; it is filled again when the advice comes in.
 * @param {HTMLElement} place
 * @param {import("../shared/types.js").TrackVerdict} track
 * @param {Context} context
 */
export function fillAdvice(place, { track, verdict }, context) {
  const { advice, texts } = context;
  const words = texts.ui.advice;
  const title = element("h4", {}, words.title);
  const state = advice.ways ? "known" : advice.failed ? "failed" : "working";
  place.dataset.state = state;
  const way = advice.ways?.find((one) => one.track === track);
  if (way) place.replaceChildren(title, ...drawWay(way, context));
  else if (advice.ways) place.replaceChildren(title, element("p", { "data-role": "no-way" }, words.none[verdict]));
  else place.replaceChildren(title, element("p", { class: "sa-used" }, words[state]));
  return place;
}

/**
 * @param {Way} way
 * @param {Context} context
 */
function drawWay({ reaches, sets }, context) {
  const words = context.texts.ui.advice;
  const intro = element("p", { class: "sa-note", "data-role": "truthful" }, words.truthful);
  const verdict = fill(sets.some(({ needed }) => needed.length) ? words.result_at_best : words.result, {
    verdict: words.reaches[reaches],
  });
  const result = element("p", { "data-role": "reaches", "data-verdict": reaches }, verdict);
  if (sets.length === 1) return [intro, element("div", { "data-role": "set" }, ...drawSet(sets[0], context)), result];
  const items = sets.map((set) => element("li", { "data-role": "set" }, ...drawSet(set, context)));
  return [intro, element("p", {}, words.choose), element("ol", { class: "sa-ways" }, ...items), result];
}

/**
 * @param {ChangeSet} set
 * @param {Context} context
 */
function drawSet({ changes, needed }, context) {
  const { texts } = context;
  const words = texts.ui.advice;
  const items = changes.map((change) => {
    const { fact, when } = change;
    const later = words.when[when] && element("p", { class: "sa-used", "data-when": when }, words.when[when]);
    return element("li", { "data-change": fact }, element("p", {}, changeInWords(change, texts)), later);
  });
  const list = element("ul", { class: "sa-changes" }, ...items);
  const together = changes.length > 1 && element("p", {}, words.together);
  return [together, list, needed.length > 0 && missingLinks(words.needed, needed, context)];
}

/**
 * One change as a phrase: what is missing of a number, or what has to become of an answer.
 * @param {Change} change
 * @param {import("../shared/types.js").Texts} texts
 * @returns {string}
 */
export function changeInWords({ fact, from, to, by }, texts) {
  const words = texts.ui.advice;
  const { label } = texts.facts[fact];
  if (by !== undefined && typeof from === "string" && typeof to === "string") {
    const template = by.startsWith("-") ? words.excess : words.shortfall;
    const [gap, before, after] = [by.replace("-", ""), from, to].map((value) => quantity(fact, value, texts));
    return fill(template, { label, by: gap, from: before, to: after });
  }
  const [before, after] = [from, to].map((value) => valueOf(fact, value, texts));
  return fill(words.change, { label, from: before, to: after });
}
