/** Draws the money and people of an application: the grant it may get, then every figure asked of it. */

import { element, fill } from "../shared/dom.js";
import { boundOf, gapOf, productOf } from "../words/bounds.js";
import { answerLinks, clauseLink, missingLinks } from "../words/links.js";
import { quantity } from "../words/quantities.js";
/** @import { Context, Grant, Limit, Prepared } from "../shared/types.js" */

/**
 * @typedef {(Node | string | false)[]} Inside
 *
 * @typedef {{ fact: string, found: string | null, asks: Inside, result: Inside, outcome: string, clause: string,
 *   kind?: string }} Row
 */

const COLUMNS = ["what", "answer", "asks", "result", "clause"];

/**
 * @param {Prepared} prepared
 * @param {Context} context
 * @returns {HTMLElement[]}
 */
export function drawMoney(prepared, context) {
  const { grants, limits } = prepared;
  const { money: words, ask_bureau: ask } = context.texts.ui.preparation;
  const draw = (/** @type {Limit[]} */ some) => some.map((limit) => rowOfLimit(limit, prepared, context));
  // Figures that hang together with others are worked out for the applicant.
  const tied = new Set(limits.flatMap(({ fact, of }) => (of ? [fact, of.fact] : [])));
  const first = limits.filter(({ fact, outcome }) => outcome === "not_met" || tied.has(fact));
  const others = limits.filter((limit) => !first.includes(limit));
  const rows = [...grants.map((grant) => rowOfGrant(grant, prepared, context)), ...draw(first)];
  const of = fill(context.texts.ui.preparation.of_name, { name: context.texts.tracks[prepared.track].label });
  const parts = rows.length ? [drawTable(rows, words.title + of, context)] : [];
  parts.push(
    grants.length
      ? element("p", { class: "sa-used" }, words.grant.note)
      : element("p", { class: "sa-note", "data-role": "no-grant" }, words.grant.none, ask),
  );
  if (others.length) {
    const title = fill(words.others, { n: others.length });
    const table = drawTable(draw(others), title + of, context);
    parts.push(element("details", { class: "sa-fold", "data-fold": "limits" }, element("summary", {}, title), table));
  }
  return parts;
}

/**
 * @param {Row[]} rows
 * @param {string} name what the table is called where it is not seen
 * @param {Context} context
 */
function drawTable(rows, name, context) {
  const words = context.texts.ui.preparation.money;
  const heads = COLUMNS.map((name) => element("th", { scope: "col" }, words[name]));
  const head = element("thead", {}, element("tr", {}, ...heads));
  const body = element("tbody", {}, ...rows.map((row) => drawRow(row, context)));
  const table = element("table", { class: "data data--stack sa-money" }, head, body);
  return element("div", { class: "table-wrap", tabindex: 0, role: "region", "aria-label": name }, table);
}

/**
 * @param {Row} row
 * @param {Context} context
 */
function drawRow({ fact, found, asks, result, outcome, clause, kind }, context) {
  const { ui, facts, clauses } = context.texts;
  const words = ui.preparation.money;
  const unanswered = [element("p", {}, words.unanswered), answerLinks([fact], context)];
  const label = kind !== undefined && element("span", { class: "sa-kind", "data-kind": kind }, ui.kinds[kind]);
  const cell = (/** @type {string} */ name, /** @type {Inside} */ ...inside) =>
    element("td", { "data-label": words[name], "data-cell": name }, element("div", {}, ...inside));
  return element(
    "tr",
    { "data-limit": fact, "data-outcome": outcome, "data-source": clause },
    element("th", { scope: "row" }, facts[fact].label),
    cell("answer", ...(found === null ? unanswered : [quantity(fact, found, context.texts)])),
    cell("asks", ...asks, element("p", { class: "sa-used" }, clauses[clause].text)),
    cell("result", ...result),
    cell("clause", clauseLink(clauses[clause], context), " ", label),
  );
}

/**
 * @param {Grant} grant
 * @param {Prepared} prepared
 * @param {Context} context
 * @returns {Row}
 */
function rowOfGrant(grant, { asked: { fact, value } }, context) {
  const { texts } = context;
  const words = texts.ui.preparation.money.grant;
  const condition = texts.grants[grant.grant]?.condition;
  const depends = grant.applies === "unknown" && grant.missing.length > 0;
  return {
    fact,
    found: value,
    clause: grant.clause,
    outcome: grant.outcome,
    asks: [
      element("p", { class: "sa-bound" }, rangeOf(grant, fact, context)),
      condition !== undefined && element("p", {}, fill(words.condition, { condition })),
    ],
    result: [
      element("p", { class: "sa-outcome" }, words[placeOf(grant, value)]),
      depends && missingLinks(words.may_apply, grant.missing, context),
    ],
  };
}

/**
 * @param {Grant} grant
 * @param {string} fact
 * @param {Context} context
 */
function rangeOf({ at_least: low, at_most: high }, fact, { texts }) {
  const words = texts.ui.preparation.money.grant;
  if (high === null) return low === null ? "" : fill(words.at_least, { at_least: quantity(fact, low, texts) });
  const most = quantity(fact, high, texts);
  if (low === null) return fill(words.at_most, { at_most: most });
  return fill(words.between, { at_least: quantity(fact, low, texts), at_most: most });
}

/**
 * Where the amount asked lies; whether it is inside, the checker has said.
 * @param {Grant} grant
 * @param {string | null} value
 */
function placeOf({ outcome, at_least: low }, value) {
  if (outcome === "met") return "inside";
  if (outcome === "open") return "open";
  return low !== null && Number(value) < Number(low) ? "below" : "above";
}

/**
 * @param {Limit} limit
 * @param {Prepared} prepared
 * @param {Context} context
 * @returns {Row}
 */
function rowOfLimit(limit, prepared, context) {
  const { fact, found, clause, kind, outcome, of } = limit;
  const { texts, answers } = context;
  const { asked, limits } = prepared;
  // The other number as the checker has read it, or as it was typed where the reply does not hold it.
  const read = of?.fact === asked.fact ? asked.value : limits.find((one) => one.fact === of?.fact)?.found;
  const product = of && productOf(limit, read ?? String(answers[of.fact] ?? ""), texts);
  const gap = gapOf(limit, texts);
  const unknown = of && limit.value === null && answerLinks([of.fact], context);
  return {
    fact,
    found,
    clause,
    kind,
    outcome,
    asks: [
      element("p", { class: "sa-bound" }, boundOf(limit, texts)),
      product ? element("p", { "data-role": "product" }, product) : false,
      unknown ?? false,
    ],
    result: [
      element("p", { class: "sa-outcome" }, texts.ui.findings.marks[outcome]),
      gap ? element("p", {}, gap) : false,
    ],
  };
}
