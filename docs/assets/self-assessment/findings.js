/** Draws one track's findings: each clause with its sentence, the answers used, and what is missing. */

import { element, fill } from "./dom.js";
import { answersInWords } from "./values.js";

/**
 * @typedef {import("./types.js").Finding} Finding
 * @typedef {import("./types.js").TrackVerdict} TrackVerdict
 * @typedef {import("./types.js").Verdicts} Verdicts
 * @typedef {import("./types.js").Answers} Answers
 * @typedef {import("./types.js").Texts} Texts
 *
 * @typedef {{ texts: Texts, answers: Answers, root: string }} Context
 *   `root`: the link to the root of the language
 */

const GROUPS = ["not_met", "doubtful", "open", "preferred", "met", "not_applicable"];
const FOLDED = ["open_settled", "met", "not_applicable", "to_confirm"];
const AT_ONCE = 6;

/**
 * The inside of a track.
 * @param {TrackVerdict} track
 * @param {Verdicts} verdicts
 * @param {Context} context
 * @returns {HTMLElement[]}
 */
export function drawTrack(track, verdicts, context) {
  const { ui, tracks } = context.texts;
  const findings = track.findings.map((index) => verdicts.findings[index]);
  const parts = [element("p", { class: "sa-disclaimer" }, ui.disclaimer.short)];
  if (track.needed.length) parts.push(drawNeeded(track.needed, context));
  const settled = track.verdict !== "undetermined"; // what is still open can then change nothing
  for (const group of GROUPS) {
    const items = findings.filter((finding) => groupOf(finding) === group);
    if (group === "preferred") items.sort((one, other) => Number(other.outcome === "met") - Number(one.outcome === "met"));
    const name = group === "open" && settled ? "open_settled" : group;
    parts.push(...drawGroup(name, items.map((finding) => drawFinding(finding, context)), context));
  }
  const toConfirm = track.to_confirm.map((clause) => drawToConfirm(clause, context));
  parts.push(...drawGroup("to_confirm", toConfirm, context));
  const page = element("a", { href: context.root + tracks[track.track].url, ...NEW_WINDOW }, ui.track.page, newWindow(context));
  return [...parts, element("p", { class: "sa-track__page" }, page)];
}

/**
 * The questions that would settle a track: a few at once, the others folded.
 * @param {string[]} needed
 * @param {Context} context
 */
function drawNeeded(needed, context) {
  const { settle, settle_more: more } = context.texts.ui.track;
  const [first, rest] = [needed.slice(0, AT_ONCE), needed.slice(AT_ONCE)];
  const title = element("summary", {}, fill(more, { n: rest.length }));
  const fold = rest.length > 0 && element("details", { "data-group": "needed" }, title, answerLinks(rest, context));
  return element("div", { class: "sa-settle" }, element("p", {}, settle), answerLinks(first, context), fold);
}

/**
 * How many findings of each outcome a track has, those that never decide left out.
 * @param {TrackVerdict} track
 * @param {Verdicts} verdicts
 * @returns {Record<string, number>}
 */
export function tallyOf(track, verdicts) {
  /** @type {Record<string, number>} */
  const tally = {};
  for (const index of track.findings) {
    const group = groupOf(verdicts.findings[index]);
    tally[group] = (tally[group] ?? 0) + 1;
  }
  return tally;
}

/** @param {Finding} finding */
function groupOf(finding) {
  const apart = finding.kind === "preferred" && finding.outcome !== "not_applicable";
  return apart ? "preferred" : finding.outcome;
}

/**
 * @param {string} group
 * @param {HTMLElement[]} items
 * @param {Context} context
 * @returns {HTMLElement[]}
 */
function drawGroup(group, items, { texts }) {
  if (!items.length) return [];
  const title = fill(texts.ui.findings[group], { n: items.length });
  const list = element("ul", { class: "sa-findings" }, ...items);
  if (FOLDED.includes(group)) {
    return [element("details", { class: "sa-fold", "data-group": group }, element("summary", {}, title), list)];
  }
  return [element("section", { "data-group": group }, element("h4", {}, title), list)];
}

/**
 * @param {Finding} finding
 * @param {Context} context
 */
function drawFinding(finding, context) {
  const { ui, clauses } = context.texts;
  const clause = clauses[finding.clause];
  const source = finding.exempted_by ? clauses[finding.exempted_by] : undefined;
  const doubt = finding.outcome === "doubtful" ? source?.easing ?? clause.doubt : undefined;
  const attributes = { "data-clause": finding.clause, "data-outcome": finding.outcome, "data-kind": finding.kind };
  return element(
    "li",
    attributes,
    heading(clause, finding.kind, context, ui.findings.marks[finding.outcome]),
    element("p", { class: "sa-sentence" }, clause.text),
    doubt && element("p", { class: "sa-note", "data-role": "doubt" }, doubt),
    source && element("p", { class: "sa-note" }, ui.findings.exempted_by, link(source, context)),
    clause.note && element("p", { class: "sa-note" }, ui.findings.note, clause.note),
    finding.used.length > 0 && element("p", { class: "sa-used" }, ui.findings.answers, answersInWords(finding.used, context)),
    finding.missing.length > 0 &&
      element("div", { class: "sa-missing" }, element("p", {}, ui.findings.missing), answerLinks(finding.missing, context)),
  );
}

/**
 * @param {string} id
 * @param {Context} context
 */
function drawToConfirm(id, context) {
  const { ui, clauses } = context.texts;
  const clause = clauses[id];
  return element(
    "li",
    { "data-clause": id, "data-kind": clause.kind },
    heading(clause, clause.kind, context),
    element("p", { class: "sa-sentence" }, clause.text),
    clause.no_check && element("p", { class: "sa-note" }, ui.findings.no_check, clause.no_check),
    clause.note && element("p", { class: "sa-note" }, ui.findings.note, clause.note),
  );
}

/**
 * @param {import("./types.js").ClauseText} clause
 * @param {string} kind
 * @param {Context} context
 * @param {string} [mark]
 */
function heading(clause, kind, context, mark) {
  const label = element("span", { class: "sa-kind", "data-kind": kind }, context.texts.ui.kinds[kind]);
  return element("p", { class: "sa-cite" }, mark && element("span", { class: "sa-outcome" }, mark), link(clause, context), label);
}

const NEW_WINDOW = { target: "_blank", rel: "noopener" }; // the answers live in this page alone

/**
 * @param {import("./types.js").ClauseText} clause
 * @param {Context} context
 */
function link(clause, context) {
  return element("a", { href: context.root + clause.url, ...NEW_WINDOW }, clause.cite, newWindow(context));
}

/** @param {Context} context */
function newWindow({ texts }) {
  return element("span", { class: "sa-hidden" }, texts.ui.page.new_window);
}

/**
 * Links that lead to the questions.
 * @param {string[]} facts
 * @param {Context} context
 */
export function answerLinks(facts, { texts }) {
  const links = facts.map((fact) =>
    element("li", {}, element("a", { href: `#question-${fact}`, "data-answer": fact }, texts.facts[fact].label)),
  );
  return element("ul", { class: "sa-links" }, ...links);
}
