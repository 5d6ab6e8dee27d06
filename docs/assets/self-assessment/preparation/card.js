/** One chosen application: its verdict, and what to prepare for it. */

import { drawMaterials, drawRecommenders } from "./checklist.js";
import { all, element, fill } from "../shared/dom.js";
import { drawDuties } from "./duties.js";
import { drawMoney } from "./limits.js";
import { Subject } from "./email-subject.js";
/** @import { Context, Prepared, Refusal } from "../shared/types.js" */
/** @import { Application } from "./plans.js" */

const PARTS = ["money", "materials", "recommenders", "subject"];

export class Card {
  /** What was last asked about it, to tell whether that is out of date. */
  key = "";
  /** @type {Set<string>} the materials that are ticked */
  #ticked = new Set();
  #shown = "";

  /**
   * @param {Application} application
   * @param {Context} context
   * @param {(words: string) => void} say
   */
  constructor({ id, project, track }, context, say) {
    this.words = context.texts.ui.preparation;
    this.subject = new Subject(track, project, context, say);
    this.heading = element("h3", { id: `application-${id}`, tabindex: -1 });
    this.verdict = element("p", { class: "sa-card__verdict" });
    this.state = element("p", { class: "sa-used", "data-role": "state" }, this.words.working);
    this.hint = element("p", { class: "sa-note", "data-role": "hint" });
    this.body = element("div", { class: "sa-card__body" });
    this.places = PARTS.map((name) => {
      const place = element("section", { "data-part": name });
      this.body.append(place);
      return place;
    });
    this.body.hidden = this.hint.hidden = true;
    const name = element("span", { class: "sa-hidden", "data-role": "name" });
    this.element = element(
      "article",
      { class: "sa-card", "data-application": id, "data-of": track, "aria-labelledby": `application-${id}` },
      element(
        "header",
        { class: "sa-card__head" },
        this.heading,
        this.verdict,
        element("button", { type: "button", class: "md-button", "data-action": "remove" }, this.words.remove, name),
      ),
      this.state,
      this.hint,
      this.body,
    );
    this.#part("subject", ...this.subject.parts);
  }

  /** @param {string} name what the application is called now */
  rename(name) {
    this.heading.textContent = name;
    const hidden = this.element.querySelector("[data-role=name]");
    if (hidden) hidden.textContent = fill(this.words.of_name, { name });
  }

  /**
   * Show what the checker says. What is shown already is left alone.
   * @param {Prepared | Refusal} reply
   * @param {Context} context with the answers that the reply is about
   */
  show(reply, context) {
    const text = JSON.stringify([reply, context.answers]);
    if (text === this.#shown) return;
    this.#shown = text;
    const { ui } = context.texts;
    if (reply.kind === "error") {
      this.#fail(this.words.failed + fill(ui.errors[reply.code] ?? reply.code, reply.detail));
      return;
    }
    const { verdict } = reply;
    const mark = element("span", { class: "sa-mark", "aria-hidden": "true" });
    this.element.dataset.verdict = verdict;
    this.verdict.replaceChildren(this.words.verdict, mark, element("strong", {}, ui.verdicts[verdict].name));
    this.hint.textContent = this.words.verdict_hint[verdict] ?? "";
    this.hint.hidden = !this.hint.textContent;
    const open = all(this.body, "details[open]").map(foldOf);
    this.#part("money", ...drawMoney(reply, context), ...drawDuties(reply.duties, context));
    this.#part("materials", ...drawMaterials(reply.materials, this.#ticked, context));
    this.#part("recommenders", ...drawRecommenders(reply.recommenders, context));
    for (const fold of all(this.body, "details")) fold.toggleAttribute("open", open.includes(foldOf(fold)));
    this.state.hidden = true;
    this.body.hidden = false;
  }

  /** Take down what no longer follows from answers: the checker has stopped. */
  stop() {
    this.key = this.#shown = "";
    this.#fail(this.words.stopped);
  }

  /** @param {string} words */
  #fail(words) {
    this.state.textContent = words;
    this.state.hidden = false;
    this.body.hidden = this.hint.hidden = true;
    this.verdict.replaceChildren();
    delete this.element.dataset.verdict;
  }

  /**
   * @param {string} name
   * @param {...HTMLElement} inside
   */
  #part(name, ...inside) {
    const place = this.places[PARTS.indexOf(name)];
    place.replaceChildren(element("h4", {}, this.words[name].title), ...inside);
  }
}

/** @param {HTMLElement} fold */
function foldOf(fold) {
  return `${fold.closest("[data-part]")?.getAttribute("data-part")} ${fold.dataset.fold}`;
}
