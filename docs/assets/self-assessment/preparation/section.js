/**
 * The section below the results: a card for each chosen application, and what may be filed together.
 * It asks the checker only about what has changed.
 */

import { Card } from "./card.js";
import { all, element, fill, the } from "../shared/dom.js";
import { MOST_APPLICATIONS, MOST_PROJECTS, Plans } from "./plans.js";
import { drawPortfolio } from "./portfolio.js";
import { Projects, applicationName, arrange, nameOf } from "./projects.js";
/** @import { Answers, Texts } from "../shared/types.js" */

/**
 * @typedef {object} Hooks what the section needs of the page
 * @property {import("../checker/client.js").Client["request"]} request ask the checker
 * @property {(tracks: Set<string>) => void} showChosen mark the tracks chosen for the current project
 */

export class Preparation {
  plans = new Plans();
  /** @type {Texts | null} */
  texts = null;
  /** @type {Map<string, Card>} by application */
  #cards = new Map();
  #asked = ""; // what was last asked about all applications together

  /**
   * @param {HTMLElement} root
   * @param {import("../shared/announcer.js").Announcer} announcer
   * @param {Hooks} hooks
   */
  constructor(root, announcer, hooks) {
    this.root = root;
    this.announcer = announcer;
    this.hooks = hooks;
    this.section = /** @type {HTMLElement} */ (the(root, "[data-role=preparation]"));
    const place = (/** @type {string} */ role) => /** @type {HTMLElement} */ (the(root, `[data-role=${role}]`));
    this.cards = place("applications");
    this.planned = place("planned");
    this.portfolio = place("portfolio");
    this.combined = place("combined");
    this.another = place("another");
    this.chosen = place("chosen");
    this.projects = new Projects(place("projects"), place("pairs"), this.plans, () => this.ask());
  }

  /** Whether the visitor would lose anything with the page. */
  get touched() {
    return this.plans.several || this.plans.applications.length > 0;
  }

  /**
   * Hear that the verdicts on these answers of the current project are shown.
   * @param {Answers} answers
   * @param {Texts} texts
   */
  update(answers, texts) {
    this.texts = texts;
    this.plans.current.answers = answers;
    this.draw();
  }

  /** Take down what no longer follows from answers: the checker has stopped. */
  stop() {
    for (const card of this.#cards.values()) card.stop();
    this.#asked = "";
    this.combined.replaceChildren();
  }

  /** Forget everything. */
  clear() {
    this.plans.clear();
    this.projects.clear();
    this.combined.replaceChildren();
    this.draw();
  }

  /** Show the plans as they are now, and ask about what is new. */
  draw() {
    const { plans, texts } = this;
    this.section.hidden = !this.touched;
    if (!texts) return;
    this.#drawCards(texts);
    this.planned.hidden = !plans.several;
    this.projects.draw(texts);
    this.#tell(texts);
    const open = all(this.section, "[data-at]").some(({ dataset }) => dataset.state !== "closed"); // see deadlines.js
    for (const passed of all(this.section, "[data-role=passed]")) passed.hidden = open;
    this.hooks.showChosen(new Set(plans.applicationsOf(plans.current).map(({ track }) => track)));
    this.ask();
  }

  /** Ask the checker about whatever has changed. */
  ask() {
    const { plans } = this;
    for (const { id, project, track } of plans.applications) {
      const card = this.#cards.get(id);
      const { answers } = project;
      const key = JSON.stringify(answers);
      if (!card || card.key === key) continue;
      card.key = key;
      const context = this.#context(answers);
      this.hooks.request(`prepare ${id}`, { kind: "prepare", track, answers }, (reply) => card.show(reply, context));
    }
    const several = plans.applications.length > 1;
    const message = plans.combination;
    const key = several ? JSON.stringify(message) : "";
    this.portfolio.hidden = !several;
    if (key === this.#asked) return;
    this.#asked = key;
    if (several) this.hooks.request("combine", message, (reply) => key === this.#asked && this.#combine(reply));
  }

  /**
   * The subjects that name a project, after a name of it was typed.
   * @param {import("./plans.js").Project} project
   */
  rename(project) {
    for (const { id } of this.plans.applicationsOf(project)) this.#cards.get(id)?.subject.update();
    this.ask();
  }

  /** @param {Texts} texts */
  #drawCards(texts) {
    const { plans } = this;
    const say = (/** @type {string} */ words) => this.announcer.say(words);
    for (const application of plans.applications) {
      const { id, project } = application;
      const card = this.#cards.get(id) ?? new Card(application, this.#context(project.answers), say);
      card.rename(applicationName(application, plans, texts));
      this.#cards.set(id, card);
    }
    const elements = new Map([...this.#cards].map(([id, card]) => [id, card.element]));
    arrange(this.cards, elements, plans.applications.map(({ id }) => id));
    for (const id of this.#cards.keys()) if (!elements.has(id)) this.#cards.delete(id);
  }

  /**
   * Say how much is chosen, and whose answers the form holds.
   * @param {Texts} texts
   */
  #tell(texts) {
    const { plans } = this;
    const { preparation: words } = texts.ui;
    const n = plans.applications.length;
    this.chosen.hidden = n === 0;
    the(this.chosen, "a").textContent = fill(words.count, { n });
    the(this.chosen, "span").textContent = n < MOST_APPLICATIONS ? "" : fill(words.too_many, { n: MOST_APPLICATIONS });
    this.another.hidden = plans.projects.length >= MOST_PROJECTS;
    for (const place of all(this.root, "[data-role=form-is]")) {
      place.hidden = !plans.several;
      place.textContent = fill(words.projects.form_is, { name: nameOf(plans.current, texts) });
    }
  }

  /** @param {import("../shared/types.js").Combined | import("../shared/types.js").Refusal} reply */
  #combine(reply) {
    if (!this.texts) return;
    const { errors, preparation: words } = this.texts.ui;
    const drawn =
      reply.kind === "error"
        ? [element("p", {}, words.failed, fill(errors[reply.code] ?? reply.code, reply.detail))]
        : drawPortfolio(reply, this.plans, this.#context({}));
    this.combined.replaceChildren(...drawn);
  }

  /**
   * @param {Answers} answers
   * @returns {import("../shared/types.js").Context}
   */
  #context(answers) {
    const texts = /** @type {Texts} */ (this.texts);
    return { texts, answers, root: this.root.dataset.root ?? "", advice: {} };
  }
}
