/** Draws what an applicant needs: materials as a list to tick, and the bodies that recommend. */

import { element, fill } from "../shared/dom.js";
import { clauseLinks, missingLinks } from "../words/links.js";
/** @import { Context, EntryText, Need } from "../shared/types.js" */

const STATUSES = ["needed", "unclear", "open", "not_needed"];
const FOLDED = "not_needed";

/**
 * The materials. What is ticked is kept in `ticked` alone.
 * @param {Need[]} needs
 * @param {Set<string>} ticked
 * @param {Context} context
 */
export function drawMaterials(needs, ticked, context) {
  const { materials, ui } = context.texts;
  const words = ui.preparation.materials;
  const wanted = needs.filter(({ status }) => status === "needed").map(({ entry }) => entry);
  const tally = element("p", { class: "sa-used", "data-role": "ticked" });
  const count = () => {
    const done = wanted.filter((entry) => ticked.has(entry)).length;
    tally.textContent = fill(words.ticked, { done, n: wanted.length });
  };
  count();
  const box = (/** @type {string} */ entry) => {
    const made = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", checked: ticked.has(entry) }));
    made.addEventListener("change", () => {
      if (made.checked) ticked.add(entry);
      else ticked.delete(entry);
      count();
    });
    return made;
  };
  const title = (/** @type {Need} */ { entry, status }) =>
    status === "needed"
      ? element("label", { class: "sa-tick" }, box(entry), element("span", {}, materials[entry].name))
      : element("p", { class: "sa-need__name" }, materials[entry].name);
  const body = drawGroups(needs, materials, words, title, context);
  return [element("p", { class: "sa-used" }, words.intro), tally, ...body];
}

/**
 * The bodies that recommend the application.
 * @param {Need[]} needs
 * @param {Context} context
 */
export function drawRecommenders(needs, context) {
  const { recommenders, ui } = context.texts;
  const { recommenders: words, ask_bureau: ask } = ui.preparation;
  const title = (/** @type {Need} */ { entry }) => element("p", { class: "sa-need__name" }, recommenders[entry].name);
  const body = drawGroups(needs, recommenders, words, title, context);
  if (needs.some(({ status }) => status !== FOLDED)) return body;
  return [element("p", { class: "sa-note", "data-role": "no-recommender" }, words.none, ask), ...body];
}

/**
 * @param {Need[]} needs
 * @param {Record<string, EntryText>} entries
 * @param {import("../shared/types.js").Texts["ui"]} words
 * @param {(need: Need) => HTMLElement} title
 * @param {Context} context
 */
function drawGroups(needs, entries, words, title, context) {
  return STATUSES.flatMap((status) => {
    const group = needs.filter((need) => need.status === status);
    if (!group.length) return [];
    const items = group.map((need) => drawNeed(need, entries[need.entry], title(need), context));
    const list = element("ul", { class: "sa-needs" }, ...items);
    const heading = fill(words[status], { n: group.length });
    if (status !== FOLDED) return [element("h5", {}, heading), list];
    return [element("details", { class: "sa-fold", "data-fold": "not-needed" }, element("summary", {}, heading), list)];
  });
}

/**
 * @param {Need} need
 * @param {EntryText} entry
 * @param {HTMLElement} title
 * @param {Context} context
 */
function drawNeed({ entry: id, status, missing, notes }, { who, clauses }, title, context) {
  const { texts } = context;
  const words = texts.ui.preparation.materials;
  const why = status === "unclear" ? notes.map((note) => element("p", { class: "sa-note" }, texts.notes[note])) : [];
  return element(
    "li",
    { "data-entry": id, "data-status": status },
    title,
    ...(why.length ? why : [element("p", { class: "sa-used" }, who)]),
    status === "open" && missingLinks(words.missing, missing, context),
    clauseLinks(clauses, context),
  );
}
