/** Links out of the results: to the clauses, and to the questions. */

import { element } from "../shared/dom.js";
/** @import { Context } from "../shared/types.js" */

const NEW_WINDOW = { target: "_blank", rel: "noopener" }; // the answers live in this page alone

/**
 * A link to a page of the site.
 * @param {string} url relative to the root of the language
 * @param {string} text
 * @param {Context} context
 */
export function pageLink(url, text, { texts, root }) {
  const warning = element("span", { class: "sa-hidden" }, texts.ui.page.new_window);
  return element("a", { href: root + url, ...NEW_WINDOW }, text, warning);
}

/**
 * A link to a clause, by its citation.
 * @param {import("../shared/types.js").ClauseText} clause
 * @param {Context} context
 */
export function clauseLink(clause, context) {
  return pageLink(clause.url, clause.cite, context);
}

/**
 * Links to several clauses; those that share a citation share a link.
 * @param {string[]} ids
 * @param {Context} context
 */
export function clauseLinks(ids, context) {
  const { clauses } = context.texts;
  const cited = new Map([...ids].reverse().map((id) => [clauses[id].cite, clauses[id]]));
  const links = [...cited.values()].reverse().map((clause) => element("li", {}, clauseLink(clause, context)));
  return element("ul", { class: "sa-links sa-clauses" }, ...links);
}

/**
 * A link to a question, wherever it stands in the form; steps.js hears its click.
 * @param {string} fact
 * @param {Parameters<typeof element>[1]} attributes
 * @param {...(Node | string)} inside
 */
export function questionLink(fact, attributes, ...inside) {
  return element("a", { ...attributes, href: `#question-${fact}`, "data-answer": fact }, ...inside);
}

/**
 * Links that lead to the questions.
 * @param {string[]} facts
 * @param {Context} context
 */
export function answerLinks(facts, { texts }) {
  const links = facts.map((fact) => element("li", {}, questionLink(fact, {}, texts.facts[fact].label)));
  return element("ul", { class: "sa-links" }, ...links);
}

/**
 * What is missing, in words, with links that lead to the questions.
 * @param {string} words
 * @param {string[]} facts
 * @param {Context} context
 */
export function missingLinks(words, facts, context) {
  return element("div", { class: "sa-missing" }, element("p", {}, words), answerLinks(facts, context));
}
