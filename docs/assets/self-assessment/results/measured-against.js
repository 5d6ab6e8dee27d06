/** Says what a finding was measured against: the clause's rule, read back from the data. */

import { element, fill } from "../shared/dom.js";
/** @import { Context, Finding, Reading } from "../shared/types.js" */

/**
 * The rules that decided a finding.
 * @param {Finding} finding
 * @param {Context} context
 * @returns {HTMLElement[]}
 */
export function drawMeasured({ clause, outcome, exempted_by: source, reading: shared }, { texts }) {
  const { measured } = texts.ui.findings;
  const { test, applies, doubtful, doubtful_under: option } = texts.clauses[clause];
  const { frees, frees_under: freed } = source ? texts.clauses[source] : {};
  /** @type {Record<string, Reading | undefined>} */
  const readings = {};
  if (outcome === "not_applicable") Object.assign(readings, frees ? { frees } : { applies });
  else Object.assign(readings, { test }, (outcome === "doubtful" || shared) && { doubtful: frees ?? doubtful });
  const under = frees ? freed && fill(measured.frees_under, { option: freed }) : option && fill(measured.doubtful_under, { option });
  const labels = { ...measured, ...(under && { doubtful: under }) };
  return Object.entries(readings).flatMap(([role, reading]) =>
    reading ? [element("div", { class: "sa-measured", "data-role": `measured-${role}` }, ...read(labels[role], reading))] : [],
  );
}

/**
 * @param {string} label
 * @param {Reading} reading
 * @returns {(HTMLElement | false)[]}
 */
function read(label, { text, items = [] }) {
  const list = items.length > 0 && element("ul", {}, ...items.map((item) => element("li", {}, ...read("", item))));
  return [element("p", {}, label, text), list];
}
