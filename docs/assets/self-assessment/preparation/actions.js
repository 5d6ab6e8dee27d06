/** What the visitor does with the plans: choosing and removing, several projects, names. */

import { all, fill, the } from "../shared/dom.js";
import { MOST_APPLICATIONS } from "./plans.js";
import { applicationName, nameOf } from "./projects.js";
/** @import { Answers } from "../shared/types.js" */
/** @import { Application, Project } from "./plans.js" */

/**
 * @typedef {object} Page
 * @property {() => Answers} answers what the form holds
 * @property {(answers: Answers) => void} load put answers into the form and have them assessed
 * @property {() => void} toForm lead the visitor back to the form
 */

export class Planning {
  /**
   * @param {HTMLElement} root
   * @param {import("../shared/announcer.js").Announcer} announcer
   * @param {import("./section.js").Preparation} preparation
   * @param {Page} page
   */
  constructor(root, announcer, preparation, page) {
    this.root = root;
    this.announcer = announcer;
    this.preparation = preparation;
    this.plans = preparation.plans;
    this.page = page;
    this.section = preparation.section;
    this.heading = /** @type {HTMLElement} */ (the(this.section, "h2"));
    this.dialog = /** @type {HTMLDialogElement} */ (the(root, "dialog[data-role=drop]"));
    /** @type {import("../shared/dom.js").Actions} */
    this.actions = {
      "[data-action=choose]": (button) => this.#toggle(button.dataset.choose ?? ""),
      "[data-action=remove]": (button) => this.#remove(this.#applicationAt(button)),
      "[data-action=add-project]": () => this.#add(),
      "[data-action=load-project]": (button) => this.#select(this.#projectAt(button)),
      "[data-action=drop-project]": (button) => this.#confirm(this.#projectAt(button)),
      "[data-goto]": (link, event) => goTo(event, link.dataset.goto ?? ""),
      // A question is answered in the form: it must hold the answers of the project that is meant.
      "[data-application] [data-answer]": (link) => this.#select(this.#applicationAt(link)?.project),
    };
    this.section.addEventListener("input", ({ target }) => target instanceof HTMLInputElement && this.#name(target));
  }

  /** @param {string} track */
  #toggle(track) {
    const application = this.plans.chosen(track);
    if (application) return this.#remove(application);
    if (this.plans.applications.length >= MOST_APPLICATIONS) return this.#say("too_many", { n: MOST_APPLICATIONS });
    const added = this.plans.choose(track);
    this.preparation.draw();
    this.#say("added", { name: this.#nameOf(added) });
  }

  /** @param {Application | undefined} application */
  #remove(application) {
    if (!application) return;
    const name = this.#nameOf(application);
    const inside = this.section.contains(document.activeElement);
    this.plans.remove(application);
    this.preparation.draw();
    if (inside) (this.section.hidden ? the(this.root, "#verdicts") : this.heading).focus();
    this.#say("removed", { name });
  }

  #add() {
    const answers = this.page.answers();
    this.plans.current.answers = answers;
    this.#tell("added", this.plans.add(answers));
    this.page.toForm();
  }

  /** @param {Project | undefined} project */
  #select(project) {
    if (!project || project === this.plans.current) return;
    this.plans.current.answers = this.page.answers();
    this.plans.current = project;
    this.page.load(project.answers);
    this.#tell("loaded", project);
    this.page.toForm();
  }

  /** @param {Project | undefined} project */
  #confirm(project) {
    if (!project || !this.preparation.texts) return;
    const title = the(this.dialog, "[data-template]");
    title.textContent = fill(title.dataset.template, { name: nameOf(project, this.preparation.texts) });
    this.dialog.returnValue = "";
    this.dialog.onclose = () => this.dialog.returnValue === "drop" && this.#drop(project);
    this.dialog.showModal();
  }

  /** @param {Project} project */
  #drop(project) {
    this.plans.current.answers = this.page.answers();
    const current = this.plans.current === project;
    this.plans.drop(project);
    if (current) this.page.load(this.plans.current.answers);
    this.#tell("dropped", project);
    (this.section.hidden ? the(this.root, "#verdicts") : this.heading).focus();
  }

  /** @param {HTMLInputElement} input for a name of a project, wherever it stands */
  #name(input) {
    const project = this.plans.project(input.dataset.project ?? "");
    if (!project || !input.dataset.name) return;
    project.names[/** @type {keyof Project["names"]} */ (input.dataset.name)] = input.value;
    const alike = `[data-name="${input.dataset.name}"][data-project="${project.id}"]`;
    for (const twin of all(this.section, alike)) {
      if (twin !== input && twin instanceof HTMLInputElement) twin.value = input.value;
    }
    this.preparation.rename(project);
  }

  /**
   * Show that other answers are at hand now, and say so.
   * @param {string} words
   * @param {Project} project
   */
  #tell(words, project) {
    this.preparation.draw();
    const { texts } = this.preparation;
    if (texts) this.announcer.say(fill(texts.ui.preparation.projects[words], { name: nameOf(project, texts) }));
  }

  /**
   * @param {string} words
   * @param {Record<string, string | number>} values
   */
  #say(words, values) {
    const { texts } = this.preparation;
    if (texts) this.announcer.say(fill(texts.ui.preparation[words], values));
  }

  /** @param {Application} application */
  #nameOf(application) {
    const { texts } = this.preparation;
    return texts ? applicationName(application, this.plans, texts) : "";
  }

  /** @param {Element} node */
  #applicationAt(node) {
    const id = node.closest("[data-application]")?.getAttribute("data-application");
    return this.plans.applications.find((one) => one.id === id);
  }

  /** @param {Element} node */
  #projectAt(node) {
    return this.plans.project(node.closest("[data-plan]")?.getAttribute("data-plan") ?? "");
  }
}

/**
 * Go to a place on the page without an entry in the address.
 * @param {Event} event
 * @param {string} id
 */
function goTo(event, id) {
  event.preventDefault();
  const target = document.getElementById(id);
  const control = target?.matches("fieldset") ? target.querySelector("input") : target;
  control?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: "start" });
}
