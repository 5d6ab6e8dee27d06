/** The subject of the e-mail in its prescribed form, from the names that were typed, to be copied. */

import { element } from "../shared/dom.js";
import { clauseLink } from "../words/links.js";
/** @import { Context } from "../shared/types.js" */
/** @import { Project } from "./plans.js" */

const BLANK = /\{(title|unit)\}/; // what is left to fill in of the prescribed form

export class Subject {
  /**
   * @param {string} track
   * @param {Project} project whose names go into it
   * @param {Context} context
   * @param {(words: string) => void} say
   */
  constructor(track, project, context, say) {
    const { ui, clauses, programmes, tracks, email_subject: form } = context.texts;
    this.words = ui.preparation.subject;
    this.project = project;
    this.say = say;
    this.pattern = form.pattern.replace("{programme}", programmes[tracks[track].plan_id] ?? "");
    this.line = element("p", { class: "sa-subject", "data-role": "subject", lang: "zh-Hans" });
    this.told = element("p", { class: "sa-used", "data-role": "copied" });
    const copy = element("button", { type: "button", class: "md-button" }, this.words.copy);
    copy.addEventListener("click", () => this.#copy());
    const names = ["title", "unit"].map((name) => drawName(name, this.words[`${name}_input`], project));
    this.parts = [
      element("p", { class: "sa-used" }, this.words.intro, " ", clauseLink(clauses[form.clause], context)),
      element("p", { class: "sa-sentence" }, clauses[form.clause].text),
      element("div", { class: "sa-names" }, ...names),
      this.line,
      element("p", { class: "sa-buttons" }, copy),
      this.told,
    ];
    this.update();
  }

  /** Write the subject anew, from the project's names. */
  update() {
    const pieces = this.pattern.split(BLANK).map((piece, place) => (place % 2 ? this.#name(piece) : piece));
    this.line.replaceChildren(...pieces);
    this.told.textContent = "";
  }

  /** @param {string} name */
  #name(name) {
    const typed = this.project.names[/** @type {"title" | "unit"} */ (name)].trim();
    return typed || element("span", { class: "sa-blank" }, this.words[`${name}_missing`]);
  }

  async #copy() {
    const complete = !this.line.querySelector(".sa-blank");
    try {
      await navigator.clipboard.writeText(this.line.textContent ?? "");
      this.#tell(complete ? this.words.copied : this.words.copied_incomplete);
    } catch {
      getSelection()?.selectAllChildren(this.line); // no clipboard on a plain http address
      this.#tell(this.words.selected);
    }
  }

  /** @param {string} words */
  #tell(words) {
    this.told.textContent = words;
    this.say(words);
  }
}

/**
 * A field for a name of a project. Fields for the same name are kept alike by who listens to them.
 * @param {string} name
 * @param {string} label
 * @param {Project} project
 * @param {string} [id] where links lead to it
 */
export function drawName(name, label, project, id) {
  const data = { "data-name": name, "data-project": project.id };
  const input = /** @type {HTMLInputElement} */ (
    element("input", { type: "text", maxlength: 200, autocomplete: "off", spellcheck: "false", id, ...data })
  );
  input.value = project.names[/** @type {keyof Project["names"]} */ (name)];
  return element("label", { class: "sa-name" }, element("span", {}, label), input);
}
