/** The list of planned projects, and the questions about each pair of them. */

import { element, fill } from "../shared/dom.js";
import { keyOf } from "./plans.js";
import { drawName } from "./email-subject.js";
/** @import { Texts } from "../shared/types.js" */
/** @import { Application, Plans, Project } from "./plans.js" */

const SIMILAR = [true, false, null];

export class Projects {
  /** @type {Map<Project, HTMLElement>} what is typed there stays: a row is made once */
  #rows = new Map();
  /** @type {Map<string, HTMLElement>} by pair */
  #questions = new Map();

  /**
   * @param {HTMLElement} list
   * @param {HTMLElement} pairs
   * @param {Plans} plans
   * @param {() => void} changed called when a pair has been answered
   */
  constructor(list, pairs, plans, changed) {
    this.list = list;
    this.pairs = pairs;
    this.plans = plans;
    this.changed = changed;
  }

  /** @param {Texts} texts */
  draw(texts) {
    const { plans } = this;
    const projects = plans.several ? plans.projects : [];
    for (const project of projects) {
      if (!this.#rows.has(project)) this.#rows.set(project, this.#makeRow(project, texts));
      this.#updateRow(project, texts);
    }
    for (const pair of plans.pairs) {
      if (!this.#questions.has(keyOf(pair))) this.#questions.set(keyOf(pair), this.#makeQuestion(pair, texts));
    }
    arrange(this.list, this.#rows, projects);
    arrange(this.pairs, this.#questions, plans.pairs.map(keyOf));
  }

  clear() {
    for (const made of [...this.#rows.values(), ...this.#questions.values()]) made.remove();
    this.#rows.clear();
    this.#questions.clear();
  }

  /**
   * @param {Project} project
   * @param {Texts} texts
   */
  #makeRow(project, texts) {
    const words = texts.ui.preparation.projects;
    const names = ["leader", "unit"].map((name) => drawName(name, words[name], project, `${name}-${project.id}`));
    const of = fill(texts.ui.preparation.of_name, { name: nameOf(project, texts) });
    const buttons = ["load", "drop"].map((name) => {
      const attributes = { type: "button", class: "md-button", "data-action": `${name}-project` };
      return element("button", attributes, words[name], element("span", { class: "sa-hidden" }, of));
    });
    const title = element("h4", {}, nameOf(project, texts), element("span", { "data-role": "is-current" }));
    const chosen = element("p", { class: "sa-used", "data-role": "chosen-for" });
    return element(
      "li",
      { "data-plan": project.id },
      title,
      chosen,
      element("div", { class: "sa-names" }, ...names),
      element("p", { class: "sa-buttons" }, ...buttons),
    );
  }

  /**
   * @param {Project} project
   * @param {Texts} texts
   */
  #updateRow(project, texts) {
    const words = texts.ui.preparation.projects;
    const row = this.#rows.get(project);
    const [mark, chosen, load] = ["[data-role=is-current]", "[data-role=chosen-for]", "[data-action=load-project]"].map(
      (selector) => /** @type {HTMLElement} */ (row?.querySelector(selector)),
    );
    const current = project === this.plans.current;
    const names = this.plans.applicationsOf(project).map(({ track }) => texts.tracks[track].label);
    row?.toggleAttribute("data-is-current", current);
    mark.textContent = current ? words.current : "";
    load.hidden = current;
    const told = names.length ? words.chosen : words.chosen_none;
    chosen.textContent = fill(told, { names: names.join(words.chosen_separator) });
  }

  /**
   * @param {[Project, Project]} pair
   * @param {Texts} texts
   */
  #makeQuestion(pair, texts) {
    const { preparation, form } = texts.ui;
    const key = keyOf(pair);
    const [one, other] = pair.map((project) => nameOf(project, texts));
    const options = [form.answer_yes, form.answer_no, form.unknown].map((words, place) => {
      const input = /** @type {HTMLInputElement} */ (
        element("input", { type: "radio", name: `similar ${key}`, value: String(SIMILAR[place]) })
      );
      input.addEventListener("change", () => {
        this.plans.similar.set(key, SIMILAR[place]);
        this.changed();
      });
      return element("label", { class: "sa-option" }, input, element("span", {}, words));
    });
    const legend = element("legend", {}, fill(preparation.projects.similar, { one, other }));
    const attributes = { class: "sa-pair", id: `pair-${pair[0].id}-${pair[1].id}`, "data-pair": key };
    return element("fieldset", attributes, legend, element("div", { class: "sa-options" }, ...options));
  }
}

/**
 * What a project is called: by a letter, since project types have numbers.
 * @param {Project} project
 * @param {Texts} texts
 */
export function nameOf({ number }, { ui }) {
  const letter = number > 26 ? number : String.fromCharCode(64 + number);
  return fill(ui.preparation.projects.name, { letter });
}

/**
 * What an application is called; its project is named where there are several.
 * @param {Application} application
 * @param {Plans} plans
 * @param {Texts} texts
 */
export function applicationName(application, plans, texts) {
  const { label, name } = texts.tracks[application.track];
  const full = name ? fill(texts.ui.preparation.track, { label, name }) : label;
  return withProject(full, application, plans, texts);
}

/**
 * A name of an application, with that of its project where there are several.
 * @param {string} name
 * @param {Application} application
 * @param {Plans} plans
 * @param {Texts} texts
 */
export function withProject(name, { project }, plans, texts) {
  return plans.several ? fill(texts.ui.preparation.of_project, { project: nameOf(project, texts), name }) : name;
}

/**
 * Put what was made in order into its place; take out what has gone.
 * @template Key
 * @param {HTMLElement} place
 * @param {Map<Key, HTMLElement>} made
 * @param {Key[]} wanted
 */
export function arrange(place, made, wanted) {
  for (const [key, item] of [...made]) {
    if (wanted.includes(key)) continue;
    item.remove();
    made.delete(key);
  }
  for (const key of wanted) {
    const item = made.get(key);
    if (item && item.parentElement !== place) place.append(item);
  }
}
