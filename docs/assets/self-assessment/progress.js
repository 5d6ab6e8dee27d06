/** Shows one section at a time, and which sections are done, current and to do. */

import { all, fill, the } from "./dom.js";

/**
 * @typedef {import("./form.js").Form} Form
 * @typedef {import("./types.js").Answers} Answers
 */

export class Progress {
  /**
   * @param {HTMLElement} root
   * @param {Form} form
   */
  constructor(root, form) {
    this.form = form;
    this.tally = the(root, "[data-role=tally]");
    this.sections = all(root, "section[data-section]").map((section) => ({
      id: section.id,
      section,
      heading: /** @type {HTMLElement} */ (the(section, "h2")),
      questions: all(section, "[data-fact]"),
      step: /** @type {HTMLElement} */ (the(root, `[data-step="${section.dataset.section}"]`)),
    }));
    addEventListener("hashchange", () => this.#follow(true));
    root.addEventListener("click", ({ target }) => {
      const link = target instanceof Element ? target.closest("a") : null;
      if (link?.hash && link.hash === location.hash) this.#follow(true); // the address does not change then
    });
    this.restart();
    this.#follow(false);
  }

  /**
   * Bring a question into view, wherever it is, and put the focus on it.
   * @param {string} fact
   */
  reveal(fact) {
    const question = this.form.questions.get(fact);
    const holder = this.sections.find(({ questions }) => question && questions.includes(question));
    if (!holder) return;
    this.#show(holder);
    const fold = question?.closest("details[data-role=aside]");
    if (fold instanceof HTMLDetailsElement) fold.open = true;
    this.form.focus(fact);
  }

  /** Scroll back to the section that is being answered. */
  back() {
    const current = this.sections.find(({ section }) => section.hasAttribute("data-current"));
    current?.heading.focus();
  }

  /** Show the first section. */
  restart() {
    this.#show(this.sections[0]);
  }

  /**
   * Count what is answered and say how each section stands. What is set aside asks for nothing.
   * @param {Answers} answers
   */
  update(answers) {
    let [answered, total] = [0, 0];
    for (const { questions, step } of this.sections) {
      const asked = questions.filter((question) => !question.hasAttribute("data-aside"));
      const dealt = asked.filter((question) => (question.dataset.fact ?? "") in answers).length;
      const faulty = asked.some((question) => question.dataset.problem);
      const state = faulty ? "problem" : stateOf(dealt, asked.length);
      step.dataset.state = state;
      for (const word of all(step, "[data-when]")) word.hidden = word.dataset.when !== state;
      the(step, "[data-role=step-tally]").textContent = asked.length ? `${dealt}/${asked.length}` : "";
      answered += dealt;
      total += asked.length;
    }
    this.tally.textContent = fill(this.tally.dataset.template, { answered, total });
  }

  /**
   * Go where the address's fragment points: a section or a question.
   * @param {boolean} focus whether the visitor asked for it just now
   */
  #follow(focus) {
    if (!location.hash) return this.restart(); // back to where the visit began
    const target = document.getElementById(location.hash.slice(1));
    const holder = this.sections.find(({ section }) => target && section.contains(target));
    if (!holder || !target) return;
    if (target.dataset.fact) return this.reveal(target.dataset.fact);
    this.#show(holder);
    if (focus) holder.heading.focus({ preventScroll: true });
    holder.section.scrollIntoView({ block: "start" });
  }

  /** @param {Progress["sections"][number]} shown */
  #show(shown) {
    for (const { section, step } of this.sections) {
      const current = section === shown.section;
      section.toggleAttribute("data-current", current);
      const link = the(step, "a");
      if (current) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
      const list = step.parentElement;
      if (current && list) list.scrollLeft = step.offsetLeft - list.offsetLeft; // on a phone it is a strip
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
