/**
 * Draws one track's findings: each clause with its sentence, the answers used, what they were measured
 * against, and what is missing.
 */

import { canBeAdvised, fillAdvice } from "./advice.js";
import { element, fill } from "../shared/dom.js";
import { answerLinks, clauseLink, missingLinks, pageLink } from "../words/links.js";
import { drawMeasured } from "./measured-against.js";
import { countsInWords, groupOf } from "./counts-of-track.js";
import { answersInWords } from "../words/values.js";
/** @import { Context, Finding, TrackVerdict, Verdicts } from "../shared/types.js" */

const AGAINST = ["not_met", "doubtful"];
const GROUPS = ["open", "strengths", "met", "preferred", "not_applicable"];
const FOLDED = ["open_settled", "met", "preferred", "not_applicable", "to_confirm"];
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
  const settled = track.verdict !== "undetermined"; // what is still open can then change nothing
  const draw = (/** @type {string} */ group) => {
    const items = findings.filter((finding) => groupOf(finding) === group);
    const name = group === "open" && settled ? "open_settled" : group;
    return drawGroup(name, items.map((finding) => drawFinding(finding, context)), context);
  };
  const parts = [element("p", { class: "sa-disclaimer" }, ui.disclaimer.short)];
  const counts = countsInWords(track, verdicts, context.texts);
  if (counts) parts.unshift(element("p", { "data-role": "counts" }, counts));
  if (track.needed.length) parts.push(drawNeeded(track.needed, context));
  parts.push(...AGAINST.flatMap(draw));
  if (canBeAdvised(track.verdict)) parts.push(fillAdvice(element("section", { "data-group": "advice" }), track, context));
  parts.push(...GROUPS.flatMap(draw));
  const toConfirm = track.to_confirm.map((clause) => drawToConfirm(clause, context));
  parts.push(...drawGroup("to_confirm", toConfirm, context));
  const page = pageLink(tracks[track.track].url, ui.track.page, context);
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
  const doubted = finding.outcome === "doubtful" || finding.reading;
  const doubt = doubted ? source?.easing ?? clause.doubt : undefined;
  const marked = finding.kind !== "preferred" || finding.outcome !== "not_met"; // that is no failure
  const attributes = { "data-clause": finding.clause, "data-outcome": finding.outcome, "data-kind": finding.kind };
  return element(
    "li",
    attributes,
    heading(clause, finding.kind, context, marked && ui.findings.marks[finding.outcome]),
    element("p", { class: "sa-sentence" }, clause.text),
    finding.reading && element("p", { class: "sa-note", "data-role": "each-reading" }, ui.findings.each_reading),
    doubt && element("p", { class: "sa-note", "data-role": "doubt" }, doubt),
    source && element("p", { class: "sa-note" }, ui.findings.exempted_by, clauseLink(source, context)),
    clause.note && element("p", { class: "sa-note" }, ui.findings.note, clause.note),
    finding.used.length > 0 && element("p", { class: "sa-used" }, ui.findings.answers, answersInWords(finding.used, context)),
    ...drawMeasured(finding, context),
    finding.missing.length > 0 && missingLinks(ui.findings.missing, finding.missing, context),
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
 * @param {import("../shared/types.js").ClauseText} clause
 * @param {string} kind
 * @param {Context} context
 * @param {string | false} [mark]
 */
function heading(clause, kind, context, mark) {
  const label = element("span", { class: "sa-kind", "data-kind": kind }, context.texts.ui.kinds[kind]);
  return element("p", { class: "sa-cite" }, mark && element("span", { class: "sa-outcome" }, mark), clauseLink(clause, context), label);
}
