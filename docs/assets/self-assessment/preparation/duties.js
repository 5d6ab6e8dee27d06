/** Draws the duties of a funded project: those that depend on it first, the others folded. */

import { element, fill } from "../shared/dom.js";
import { clauseLink, missingLinks } from "../words/links.js";
/** @import { Context, Duty } from "../shared/types.js" */

/** @type {Record<string, string>} a duty's status as an outcome, for its colour */
const OUTCOMES = { applies: "doubtful", open: "open", not_applicable: "not_applicable" };

/**
 * @param {Duty[]} duties
 * @param {Context} context
 * @returns {HTMLElement[]}
 */
export function drawDuties(duties, context) {
  const words = context.texts.ui.preparation.duties;
  const [depending, others] = [duties.filter((duty) => duty.conditional), duties.filter((duty) => !duty.conditional)];
  const parts = [];
  if (depending.length) {
    const items = depending.map((duty) => drawDuty(duty, context));
    parts.push(element("h5", {}, words.conditional), element("ul", { class: "sa-findings" }, ...items));
  }
  if (others.length) {
    const title = element("summary", {}, fill(words.rest, { n: others.length }));
    const list = element("ul", { class: "sa-findings" }, ...others.map((duty) => drawDuty(duty, context)));
    parts.push(element("details", { class: "sa-fold", "data-fold": "duties" }, title, list));
  }
  return parts;
}

/**
 * @param {Duty} duty
 * @param {Context} context
 */
function drawDuty({ clause, status, conditional, missing }, context) {
  const { ui, clauses } = context.texts;
  const words = ui.preparation.duties;
  const mark = conditional && element("span", { class: "sa-outcome" }, words[status]);
  return element(
    "li",
    { "data-duty": clause, "data-status": status, "data-outcome": OUTCOMES[status] },
    element("p", { class: "sa-cite" }, mark, clauseLink(clauses[clause], context)),
    status === "open" && missingLinks(words.depends, missing, context),
    element("p", { class: "sa-sentence" }, clauses[clause].text),
    clauses[clause].note && element("p", { class: "sa-note" }, ui.findings.note, clauses[clause].note),
  );
}
