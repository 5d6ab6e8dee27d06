/** Draws the summary of the results: what can be applied for, what nearly, what not and why, what is open. */

import { canBeAdvised, changeInWords } from "./advice.js";
import { element, fill, the } from "../shared/dom.js";
import { answerLinks, clauseLink } from "../words/links.js";
import { outlineOf } from "./outline.js";
/** @import { Context, Texts, Verdicts } from "../shared/types.js" */
/** @import { Near, Outline } from "./outline.js" */

/** @typedef {(Node | string | false)[]} Parts */

export class Summary {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.section = /** @type {HTMLElement} */ (the(root, "[data-role=summary]"));
    this.place = /** @type {HTMLElement} */ (the(this.section, "[data-role=summary-list]"));
    this.details = /** @type {HTMLElement} */ (the(root, "[data-role=details-title]"));
  }

  /**
   * @param {Verdicts} verdicts
   * @param {Context} context with the advice, as far as it is known
   */
  show(verdicts, context) {
    const outline = outlineOf(verdicts, context.advice);
    const { ways, failed } = context.advice;
    const working = !ways && !failed && verdicts.tracks.some(({ verdict }) => canBeAdvised(verdict));
    const { next } = verdicts;
    const parts = drawOutline(outline, context);
    const place = parts.findIndex(({ dataset }) => ["near", "ineligible"].includes(dataset.part ?? ""));
    if (working && place >= 0) parts.splice(place, 0, element("p", { class: "sa-used", "data-role": "working" }, context.texts.ui.summary.working));
    if (next) parts.push(element("div", {}, element("p", {}, context.texts.ui.summary.next), answerLinks([next.fact], context)));
    this.place.replaceChildren(...parts);
    this.#hide(false);
  }

  clear() {
    this.place.replaceChildren();
    this.#hide(true);
  }

  /** @param {boolean} hidden */
  #hide(hidden) {
    this.section.hidden = this.details.hidden = hidden;
  }
}

/**
 * @param {Outline} outline
 * @param {Context} context
 * @returns {HTMLElement[]}
 */
function drawOutline(outline, context) {
  const words = context.texts.ui.summary;
  const name = (/** @type {string} */ track, /** @type {string} */ more = "") => element("li", {}, drawTrack(track, context, more));
  const names = (/** @type {string[]} */ tracks, /** @type {Parts} */ ...more) =>
    element("li", {}, element("p", {}, ...more), ...tracks.map((track) => drawTrack(track, context)));
  const cited = (/** @type {string[][]} */ sentences) =>
    sentences.flatMap((ids) => [fill(words.quoted, { clause: quoteOf(ids[0], context.texts) }), ...places(ids, context), " "]);
  const part = (/** @type {string} */ group, /** @type {string} */ title, /** @type {HTMLElement[]} */ items, n = items.length) =>
    items.length > 0 && drawPart(group, fill(title, { n }), items);
  const { eligible, conditional, near, ineligible, undetermined, not_open } = outline;
  const sum = (/** @type {{ tracks: unknown[] }[]} */ groups) => groups.reduce((n, { tracks }) => n + tracks.length, 0);
  return [
    part("eligible", words.eligible, eligible.map((track) => name(track))) ||
      element("p", { "data-part": "eligible" }, words.none_eligible),
    part("conditional", words.conditional, sameDoubts(conditional, context.texts).map(({ tracks, sentences }) => names(tracks, words.clarify, ...cited(sentences))), sum(conditional)),
    part("near", words.near, near.map((one) => names(one.tracks, ...drawNear(one, context))), sum(near)),
    part("ineligible", near.length ? words.ineligible_others : words.ineligible, sameWords(ineligible, context.texts).map((reason) => drawReason(reason, context)), sum(ineligible)),
    part("undetermined", words.undetermined, undetermined.map(({ track, needed }) => name(track, fill(words.open, { n: needed })))),
    part("not_open", words.not_open, not_open.map((track) => name(track))),
  ].filter((drawn) => drawn !== false);
}

/**
 * @param {string} group
 * @param {string} title
 * @param {HTMLElement[]} items
 */
function drawPart(group, title, items) {
  const verdict = group === "near" ? "ineligible" : group;
  const mark = element("span", { class: "sa-mark", "aria-hidden": "true" });
  const heading = element("h4", { "data-verdict": verdict }, mark, title);
  return element("div", { class: "sa-summary__part", "data-part": group }, heading, element("ul", {}, ...items));
}

/**
 * A track by name, as the way to its details.
 * @param {string} track
 * @param {Context} context
 * @param {string} [more]
 */
function drawTrack(track, { texts }, more) {
  const { label, name } = texts.tracks[track];
  const reasons = element("span", { class: "sa-hidden" }, texts.ui.changed.reasons);
  const button = element("button", { type: "button", class: "sa-go", "data-open-track": track }, label, reasons);
  return element("div", { "data-summary-of": track }, button, " ", name, more);
}

/**
 * @param {Near} near
 * @param {Context} context
 * @returns {Parts}
 */
function drawNear({ clauses, set, reaches }, context) {
  const { advice, summary: words } = context.texts.ui;
  const [clause] = clauses.map((id) => context.texts.clauses[id]);
  if (!set) return [fill(words.one_clause, { clause: quoteOf(clauses[0], context.texts) }), " ", clauseLink(clause, context)];
  const { changes, needed, later } = setInWords(set, context.texts);
  const verdict = fill(words.reaches, { verdict: advice.reaches[reaches ?? ""] });
  return [changes, " ", needed, element("br"), verdict, later && element("br"), later];
}

/**
 * A set of changes in words: the changes, the questions that follow, and where they must wait for the next edition.
 * @param {import("../shared/types.js").ChangeSet} set
 * @param {Texts} texts
 */
export function setInWords({ changes, needed }, texts) {
  const { advice, summary: words } = texts.ui;
  const phrases = changes.map((change) => changeInWords(change, texts)).join(words.change_separator);
  const waits = [...new Set(changes.map(({ when }) => advice.when[when] ?? ""))].filter(Boolean);
  return {
    changes: fill(words.changes, { n: changes.length, changes: phrases }),
    needed: needed.length ? fill(words.needed, { n: needed.length }) : "",
    later: waits.join(" "),
  };
}

/**
 * @param {import("./outline.js").Reason & { clauses: string[] }} reason
 * @param {Context} context
 */
function drawReason({ clause, clauses, tracks }, context) {
  const { summary: words } = context.texts.ui;
  const names = tracks.map(({ track, others }) => drawTrack(track, context, others > 0 ? fill(words.others, { n: others }) : ""));
  const because = element("p", {}, fill(words.because, { clause: quoteOf(clause, context.texts) }), ...places(clauses, context));
  return element("li", { "data-reason": clause }, because, ...names);
}

/**
 * Links to all places of a sentence.
 * @param {string[]} ids
 * @param {Context} context
 */
function places(ids, context) {
  return ids.flatMap((id) => [" ", clauseLink(context.texts.clauses[id], context)]);
}

/**
 * Tracks that wait for the clarification of the same sentences, wherever each of them stands.
 * @param {Outline["conditional"]} conditional
 * @param {Texts} texts
 */
function sameDoubts(conditional, texts) {
  /** @type {Map<string, { tracks: string[], sentences: string[][] }>} */
  const joined = new Map();
  for (const { tracks, clauses } of conditional) {
    const sentences = [...new Set(clauses.map((id) => quoteOf(id, texts)))];
    const key = JSON.stringify(sentences);
    const same = joined.get(key) ?? { tracks: [], sentences: sentences.map(() => []) };
    same.tracks.push(...tracks);
    for (const id of clauses) same.sentences[sentences.indexOf(quoteOf(id, texts))].push(id);
    joined.set(key, same);
  }
  return [...joined.values()];
}

/**
 * Reasons that are the same sentence in several places become one, with all its places.
 * @param {import("./outline.js").Reason[]} reasons
 * @param {Texts} texts
 * @returns {(import("./outline.js").Reason & { clauses: string[] })[]}
 */
export function sameWords(reasons, texts) {
  /** @type {Map<string, import("./outline.js").Reason & { clauses: string[] }>} */
  const joined = new Map();
  for (const reason of reasons) {
    const words = quoteOf(reason.clause, texts);
    const same = joined.get(words) ?? { clause: reason.clause, clauses: [], tracks: [] };
    joined.set(words, { ...same, clauses: [...same.clauses, reason.clause], tracks: [...same.tracks, ...reason.tracks] });
  }
  return [...joined.values()];
}

/**
 * A clause's sentence to stand in quotation marks: without the comma or "and" that leads on to the next clause.
 * @param {string} id
 * @param {Texts} texts
 */
export function quoteOf(id, { clauses }) {
  return clauses[id].quote ?? clauses[id].text;
}
