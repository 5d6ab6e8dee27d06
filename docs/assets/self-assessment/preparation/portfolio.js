/** Says which applications may be filed together, and which clauses are in the way. */

import { drawConflicts } from "./conflicts.js";
import { element, fill } from "../shared/dom.js";
import { applicationName } from "./projects.js";
/** @import { Combination, Combined, Context } from "../shared/types.js" */
/** @import { Plans } from "./plans.js" */

const BARRED = ["ineligible", "not_open"];
const AT_ONCE = 6;

/**
 * @param {Combined} combined
 * @param {Plans} plans
 * @param {Context} context
 * @returns {HTMLElement[]}
 */
export function drawPortfolio({ applications, combinations, conflicts }, plans, context) {
  const words = context.texts.ui.preparation.portfolio;
  const verdicts = new Map(applications.map(({ id, verdict }) => [id, verdict]));
  const barred = applications.filter(({ verdict }) => BARRED.includes(verdict)).map(({ id }) => id);
  const inTheWay = conflicts.filter((conflict) => !conflict.applications.some((id) => barred.includes(id)));
  const item = (/** @type {string} */ id) =>
    element("li", {}, drawApplication(id, verdicts.get(id) ?? "", plans, context));
  const draw = (/** @type {string[]} */ ids) => element("ul", {}, ...ids.map(item));
  const parts = combinations.length
    ? drawCombinations(combinations, draw, words)
    : [element("p", { class: "sa-note", "data-role": "no-combination" }, words.none)];
  if (barred.length) {
    const box = { class: "sa-concerns", "data-role": "barred" };
    parts.push(element("div", box, element("p", {}, words.barred), draw(barred)));
  }
  return [...parts, ...drawConflicts(inTheWay, plans, context)];
}

/**
 * @param {Combination[]} combinations
 * @param {(ids: string[]) => HTMLElement} draw
 * @param {import("../shared/types.js").Texts["ui"]} words
 */
function drawCombinations(combinations, draw, words) {
  const lead = leadOf(combinations);
  const items = combinations.map(({ applications, outcome }) => {
    const said = applications.length > 1 ? words.outcome[outcome] : words.alone;
    return element(
      "li",
      { "data-combination": applications.join(" "), "data-outcome": outcome },
      ["many", "maybe"].includes(lead) && element("p", { class: "sa-outcome" }, said),
      draw(applications),
    );
  });
  const [first, rest] = [items.slice(0, AT_ONCE), items.slice(AT_ONCE)];
  const parts = [
    element("p", { "data-lead": lead }, element("strong", {}, words[lead])),
    element("ol", { class: "sa-combinations" }, ...first),
  ];
  if (rest.length) {
    const title = element("summary", {}, fill(words.more, { n: rest.length }));
    const list = element("ol", { class: "sa-combinations", start: AT_ONCE + 1 }, ...rest);
    parts.push(element("details", { class: "sa-fold", "data-fold": "combinations" }, title, list));
  }
  return parts;
}

/**
 * What to say of all combinations together.
 * @param {Combination[]} combinations
 */
function leadOf(combinations) {
  const several = combinations.filter(({ applications }) => applications.length > 1);
  if (!several.length) return combinations.length > 1 ? "one_each" : "single";
  return several.some(({ outcome }) => outcome === "met") ? "many" : "maybe";
}

/**
 * A link to an application's card, with its verdict.
 * @param {string} id
 * @param {string} verdict
 * @param {Plans} plans
 * @param {Context} context
 */
function drawApplication(id, verdict, plans, { texts }) {
  const application = plans.applications.find((one) => one.id === id);
  const name = application ? applicationName(application, plans, texts) : id;
  const link = element("a", { href: `#application-${id}`, "data-goto": `application-${id}` }, name);
  const mark = element("span", { class: "sa-mark", "aria-hidden": "true" });
  const told = element("small", {}, mark, texts.ui.verdicts[verdict]?.name);
  return element("span", { "data-verdict": verdict }, link, " ", told);
}
