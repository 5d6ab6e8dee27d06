/** Draws the clauses that limit several applications: each once, with the groups that it keeps apart. */

import { element, fill } from "../shared/dom.js";
import { clauseLink } from "../words/links.js";
import { keyOf } from "./plans.js";
import { nameOf, withProject } from "./projects.js";
/** @import { Conflict, Context } from "../shared/types.js" */
/** @import { Plans, Project } from "./plans.js" */

/**
 * @typedef {{ about: string, place: string, projects: Project[] }} Question
 *   `about`: leader, unit or content; `place`: the id of where it is answered
 */

/**
 * @param {Conflict[]} conflicts
 * @param {Plans} plans
 * @param {Context} context
 * @returns {HTMLElement[]}
 */
export function drawConflicts(conflicts, plans, context) {
  if (!conflicts.length) return [];
  const words = context.texts.ui.preparation.portfolio;
  const clauses = [...new Set(conflicts.map(({ clause }) => clause))];
  const items = clauses.map((id) => drawClause(conflicts.filter(({ clause }) => clause === id), plans, context));
  return [element("h4", {}, words.conflicts), element("ul", { class: "sa-findings" }, ...items)];
}

/**
 * @param {Conflict[]} conflicts those of one clause
 * @param {Plans} plans
 * @param {Context} context
 */
function drawClause(conflicts, plans, context) {
  const { ui, clauses } = context.texts;
  const [{ clause: id, kind }] = conflicts;
  const clause = clauses[id];
  const doubtful = conflicts.some(({ outcome }) => outcome === "doubtful") && clause.across_doubt;
  const label = element("span", { class: "sa-kind", "data-kind": kind }, ui.kinds[kind]);
  const words = ui.preparation.portfolio;
  const questions = questionsOf(conflicts, plans).map((question) => drawQuestion(question, context));
  const list = element("ul", { class: "sa-links" }, ...questions);
  const groups = merged(conflicts, plans).map((one) => drawConflict(one, plans, context));
  return element(
    "li",
    { "data-source": id },
    element("p", { class: "sa-cite" }, clauseLink(clause, context), label),
    element("p", { class: "sa-sentence" }, clause.text),
    doubtful && element("p", { class: "sa-note", "data-role": "doubt" }, doubtful),
    clause.note && element("p", { class: "sa-note" }, ui.findings.note, clause.note),
    element("ul", { class: "sa-conflicts" }, ...groups),
    questions.length > 0 && element("div", { class: "sa-missing" }, element("p", {}, words.missing), list),
  );
}

/**
 * @param {Conflict} conflict
 * @param {Plans} plans
 * @param {Context} context
 */
function drawConflict({ applications, outcome }, plans, { texts }) {
  const words = texts.ui.preparation.portfolio;
  const chosen = plans.applications
    .filter(({ id }) => applications.includes(id))
    .sort((one, other) => one.project.number - other.project.number);
  const links = chosen.flatMap((application, place) => {
    const id = `application-${application.id}`;
    const name = withProject(texts.tracks[application.track].label, application, plans, texts);
    const link = element("a", { href: `#${id}`, "data-goto": id }, name);
    if (!place) return [link];
    return [chosen[place - 1].project === application.project ? words.separator : words.versus, link];
  });
  return element(
    "li",
    { "data-conflict": applications.join(" "), "data-outcome": outcome },
    element("p", {}, element("span", { class: "sa-outcome" }, words.conflict[outcome]), ...links),
  );
}

/**
 * What has not been said of the projects and would settle open conflicts, each thing once.
 * @param {Conflict[]} conflicts
 * @param {Plans} plans
 * @returns {Question[]}
 */
function questionsOf(conflicts, plans) {
  const asked = conflicts.flatMap(({ applications, missing }) => {
    const among = plans.applications.filter(({ id }) => applications.includes(id)).map(({ project }) => project);
    const projects = [...new Set(among)];
    return missing.flatMap((name) => (name === "content" ? pairsOf(projects, plans) : namesOf(name, projects)));
  });
  return [...new Map(asked.map((question) => [question.place, question])).values()];
}

/**
 * @param {string} name leader or unit
 * @param {Project[]} projects
 * @returns {Question[]}
 */
function namesOf(name, projects) {
  const unsaid = projects.filter(({ names }) => !names[/** @type {keyof Project["names"]} */ (name)].trim());
  return unsaid.map((project) => ({ about: name, place: `${name}-${project.id}`, projects: [project] }));
}

/**
 * @param {Project[]} projects
 * @param {Plans} plans
 * @returns {Question[]}
 */
function pairsOf(projects, plans) {
  return plans.pairs
    .filter((pair) => pair.every((project) => projects.includes(project)))
    .filter((pair) => typeof plans.similar.get(keyOf(pair)) !== "boolean")
    .map((pair) => ({ about: "content", place: `pair-${pair[0].id}-${pair[1].id}`, projects: pair }));
}

/**
 * @param {Question} question
 * @param {Context} context
 */
function drawQuestion({ about, place, projects }, { texts }) {
  const [one, other = ""] = projects.map((project) => nameOf(project, texts));
  const words = fill(texts.ui.preparation.portfolio.asks[about], { name: one, one, other });
  return element("li", {}, element("a", { href: `#${place}`, "data-goto": place }, words));
}

/**
 * The conflicts of a clause with those put into one that say the same of every two of their applications
 * (or of every two from two projects): five applications of one project are one conflict, not ten.
 * @param {Conflict[]} conflicts
 * @param {Plans} plans
 * @returns {Conflict[]}
 */
function merged(conflicts, plans) {
  const projectOf = new Map(plans.applications.map(({ id, project }) => [id, project.id]));
  /** @type {Map<string, Conflict[]>} */
  const alike = new Map();
  for (const one of conflicts) {
    const projects = [...new Set(one.applications.map((id) => projectOf.get(id)))].sort();
    const key = JSON.stringify([one.outcome, projects]);
    alike.set(key, [...(alike.get(key) ?? []), one]);
  }
  return [...alike.values()].flatMap((group) => {
    const applications = [...new Set(group.flatMap((one) => one.applications))];
    const counts = [...new Set(applications.map((id) => projectOf.get(id)))].map(
      (project) => applications.filter((id) => projectOf.get(id) === project).length,
    );
    const [one, other] = counts;
    const pairs = counts.length === 1 ? (one * (one - 1)) / 2 : counts.length === 2 ? one * other : 0;
    const complete = group.length === pairs && group.every((conflict) => conflict.applications.length === 2);
    return complete ? [{ ...group[0], applications }] : group;
  });
}
