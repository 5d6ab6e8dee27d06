/**
 * Sets questions aside that can no longer matter. They move, as they are, into a folded list at the
 * end of their section, with the reason; nothing that was typed is lost, and they come back.
 * Questions asked for the checklist (data-purpose) never decide a verdict, so that is no reason: they stay.
 */

import { all, fill, the, write } from "../shared/dom.js";
/** @import { Verdicts } from "../shared/types.js" */
/** @import { Form } from "./form.js" */

export class Aside {
  /** @param {Form} form */
  constructor(form) {
    this.form = form;
    this.sections = all(form.element, "[data-section]").map((section) => ({
      questions: all(section, "[data-fact]"),
      place: /** @type {HTMLElement} */ (the(section, "[data-role=questions]")),
      fold: /** @type {HTMLDetailsElement} */ (the(section, "[data-role=aside]")),
      list: /** @type {HTMLElement} */ (the(section, "[data-role=aside-list]")),
      summary: /** @type {HTMLElement} */ (the(section, "[data-role=aside-summary]")),
    }));
  }

  /** Put every question back in its place. */
  clear() {
    for (const section of this.sections) {
      this.#arrange(section, () => false);
      section.fold.open = false;
    }
  }

  /**
   * Set aside what neither decides nor can still decide anything. The question at hand, those with a
   * problem and those that contradict them stay where they are, and the one at hand does not move on
   * the screen.
   * @param {Verdicts} verdicts
   * @param {string | null} atHand the fact that is being answered
   */
  update(verdicts, atHand) {
    const doubted = verdicts.problems.flatMap(({ fact, detail }) => [fact, ...Object.keys(detail)]);
    const kept = new Set([...verdicts.needed, ...verdicts.used, ...doubted, atHand]);
    /** @param {HTMLElement} question */
    const isAside = ({ dataset }) => !dataset.purpose && !kept.has(dataset.fact ?? "");
    const anchor = this.form.questions.get(atHand ?? "");
    const followed = anchor && this.#movesBeside(anchor, isAside);
    const before = followed ? anchor.getBoundingClientRect().top : 0;
    for (const section of this.sections) this.#arrange(section, isAside);
    const shift = followed ? anchor.getBoundingClientRect().top - before : 0;
    if (shift) scrollBy({ top: shift, behavior: "instant" });
  }

  /**
   * Whether any question of the same section comes or goes; only one section is shown. Asking where the one at hand
   * stands costs a layout of the page; the browser's own scroll anchoring would follow a question that goes.
   * @param {HTMLElement} anchor
   * @param {(question: HTMLElement) => boolean} isAside
   */
  #movesBeside(anchor, isAside) {
    const section = this.sections.find(({ questions }) => questions.includes(anchor));
    return section?.questions.some((one) => one.hasAttribute("data-aside") !== isAside(one));
  }

  /**
   * @param {Aside["sections"][number]} section
   * @param {(question: HTMLElement) => boolean} isAside
   */
  #arrange(section, isAside) {
    /** @type {Map<HTMLElement, HTMLElement>} the question that follows, in each of the two places */
    const following = new Map();
    let count = 0;
    for (const question of [...section.questions].reverse()) {
      const aside = isAside(question);
      const place = aside ? section.list : section.place;
      question.toggleAttribute("data-aside", aside);
      if (question.parentElement !== place) place.insertBefore(question, following.get(place) ?? null);
      following.set(place, question);
      count += Number(aside);
    }
    section.fold.hidden = count === 0;
    write(section.summary, fill(section.summary.dataset.template ?? "", { n: count }));
  }
}
