/** Says what a finding was measured against: the clause's rule, read back from the data. */

import { element } from "../shared/dom.js";
/** @import { Context, Finding, Reading } from "../shared/types.js" */

/**
 * The rules that decided a finding.
 * @param {Finding} finding
 * @param {Context} context
 * @returns {HTMLElement[]}
 */
export function drawMeasured({ clause, outcome, exempted_by: source }, { texts }) {
  const { measured } = texts.ui.findings;
  const { test, applies, doubtful } = texts.clauses[clause];
  const frees = source ? texts.clauses[source].frees : undefined;
  /** @type {Record<string, Reading | undefined>} */
  const readings = {};
  if (outcome === "not_applicable") Object.assign(readings, frees ? { frees } : { applies });
  else Object.assign(readings, { test }, outcome === "doubtful" && { doubtful: frees ?? doubtful });
  return Object.entries(readings).flatMap(([role, reading]) =>
    reading ? [element("div", { class: "sa-measured", "data-role": `measured-${role}` }, ...read(measured[role], reading))] : [],
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
