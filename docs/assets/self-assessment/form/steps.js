/**
 * Shows one step at a time (the sections, the check of the answers, the results), and which sections are
 * done, current and to do. Every step is an address, so that the browser's back button goes through them.
 */

import { all, fill, the, write } from "../shared/dom.js";
/** @import { Answers } from "../shared/types.js" */
/** @import { Form } from "./form.js" */

/**
 * @typedef {object} Step
 * @property {string} id its address's fragment
 * @property {HTMLElement} section
 * @property {HTMLElement} heading
 * @property {HTMLElement} step its entry in the list
 * @property {HTMLElement[]} questions
 * @property {HTMLElement[]} words one for every state of a section
 * @property {HTMLElement | null} count
 */

export class Progress {
  /** @type {(id: string, asked: boolean) => void} hears which step is shown now; `asked` where the visitor has gone there */
  onshow = () => {};

  /**
   * @param {HTMLElement} root
   * @param {Form} form
   */
  constructor(root, form) {
    this.root = root;
    this.form = form;
    this.tally = the(root, "[data-role=tally]");
    this.list = /** @type {HTMLElement} */ (the(root, "[data-step]").parentElement);
    this.sections = all(root, "section[data-section]").map((section) => this.#step(section, section.dataset.section ?? ""));
    this.check = this.#step(the(root, "section[data-role=check]"), "check-answers");
    this.results = { ...this.#step(the(root, "[data-role=panel]"), "verdicts"), id: "verdicts" };
    this.pages = [...this.sections, this.check];
    /** @type {Step} */
    this.shown = this.sections[0];
    addEventListener("hashchange", () => this.#follow(true));
    /** @type {import("../shared/dom.js").Actions} */
    this.actions = {
      a: (link) => {
        const { hash } = /** @type {HTMLAnchorElement} */ (link);
        if (hash && hash === location.hash) this.#follow(true); // the address does not change then
      },
      "[data-action=back]": () => this.back(),
      "[data-answer]": (link, event) => {
        event.preventDefault();
        this.reveal(link.dataset.answer ?? "");
      },
    };
    this.restart();
    this.#follow(false);
  }

  /**
   * Bring a question into view, wherever it is, and put the focus on it. Another step is a new address;
   * it names the step alone, the question stays in the history's own memory.
   * @param {string} fact
   */
  reveal(fact) {
    const holder = this.#holderOf(fact);
    if (!holder) return;
    if (holder !== this.shown) history.pushState({ fact }, "", `#${holder.id}`);
    this.#show(holder);
    this.#openAt(fact);
    this.onshow(holder.id, true);
  }

  /** Go back to the form, to the step that was shown last. */
  back() {
    const last = this.pages.find(({ section }) => section.hasAttribute("data-current")) ?? this.sections[0];
    if (last !== this.shown) history.pushState(null, "", `#${last.id}`);
    this.#enter(last);
  }

  /** Show the first section. */
  restart() {
    this.#show(this.sections[0]);
    this.onshow(this.sections[0].id, false);
  }

  /**
   * Count what is answered and say how each section stands. What is set aside asks for nothing.
   * @param {Answers} answers
   */
  update(answers) {
    let [answered, total] = [0, 0];
    for (const { questions, step, words, count } of this.sections) {
      const asked = questions.filter((question) => !question.hasAttribute("data-aside"));
      const dealt = asked.filter((question) => (question.dataset.fact ?? "") in answers).length;
      const faulty = asked.some((question) => question.dataset.problem);
      const state = faulty ? "problem" : stateOf(dealt, asked.length);
      step.dataset.state = state;
      for (const word of words) word.hidden = word.dataset.when !== state;
      if (count) write(count, faulty || !asked.length ? "" : `${dealt}/${asked.length}`);
      answered += dealt;
      total += asked.length;
    }
    write(this.tally, fill(this.tally.dataset.template, { answered, total }));
  }

  /**
   * @param {HTMLElement} section
   * @param {string} name
   * @returns {Step}
   */
  #step(section, name) {
    const step = /** @type {HTMLElement} */ (the(this.root, `[data-step="${name}"]`));
    return {
      id: section.id,
      section,
      heading: the(section, "h2"),
      questions: all(section, "[data-fact]"),
      step,
      words: all(step, "[data-when]"),
      count: step.querySelector("[data-role=step-tally]"),
    };
  }

  /** @param {string} fact */
  #holderOf(fact) {
    const question = this.form.questions.get(fact);
    return this.sections.find(({ questions }) => question && questions.includes(question));
  }

  /**
   * Go where the address's fragment points: a step or a question.
   * @param {boolean} asked whether the visitor asked for it just now
   */
  #follow(asked) {
    const fragment = location.hash.slice(1);
    if (!fragment) return this.restart(); // back to where the visit began
    if (fragment === this.results.id) return this.#enter(this.results, asked);
    const target = document.getElementById(fragment);
    const holder = this.pages.find(({ section }) => target && section.contains(target));
    if (!holder || !target) return;
    const fact = target.dataset.fact ?? (asked ? history.state?.fact : null);
    if (!this.form.questions.has(fact)) return this.#enter(holder, asked);
    this.#show(holder);
    this.#openAt(fact);
    this.onshow(holder.id, asked);
  }

  /**
   * Show a step from its beginning.
   * @param {Step} step
   * @param {boolean} [asked]
   */
  #enter(step, asked = true) {
    this.#show(step);
    if (asked) step.heading.focus({ preventScroll: true });
    this.onshow(step.id, asked); // what it draws comes first: a browser holds fast to what it sees below
    (step === this.results ? step.heading : step.section).scrollIntoView({ block: "start" });
  }

  /** @param {string} fact */
  #openAt(fact) {
    const fold = this.form.questions.get(fact)?.closest("details[data-role=aside]");
    if (fold instanceof HTMLDetailsElement) fold.open = true;
    this.form.focus(fact);
  }

  /**
   * The list is a strip on a phone, and may be higher than a small screen beside the form.
   * @param {HTMLElement} step
   */
  #bringIntoList(step) {
    const { list } = this;
    list.scrollLeft = step.offsetLeft - list.offsetLeft;
    const nav = /** @type {HTMLElement} */ (list.parentElement);
    const below = step.getBoundingClientRect().bottom - nav.getBoundingClientRect().bottom;
    const above = step.getBoundingClientRect().top - nav.getBoundingClientRect().top;
    if (below > 0) nav.scrollTop += below;
    else if (above < 0) nav.scrollTop += above;
  }

  /** @param {Step} shown */
  #show(shown) {
    this.shown = shown;
    this.root.dataset.view = shown === this.results ? "results" : shown === this.check ? "check" : "form";
    for (const page of [...this.pages, this.results]) {
      const current = page === shown;
      // Behind the results the last step stays current: the way back leads there.
      if (shown !== this.results && page !== this.results) page.section.toggleAttribute("data-current", current);
      const link = the(page.step, "a");
      if (current) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
      if (current) this.#bringIntoList(page.step);
    }
  }
}

/**
 * @param {number} dealt
 * @param {number} asked
 */
function stateOf(dealt, asked) {
  if (asked === 0) return "nothing";
  if (dealt === asked) return "done";
  return dealt === 0 ? "todo" : "started";
}
