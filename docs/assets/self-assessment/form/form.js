/** Reads, clears and marks the form. It knows questions and controls, not what they are about. */

import { all, fill, the } from "../shared/dom.js";
import { quantity } from "../words/quantities.js";
import { valueOf } from "../words/values.js";
/** @import { Answers, Problem, Texts } from "../shared/types.js" */

const OF_DATES = ["too_early", "too_late"]; // problems of days that exist

/**
 * @typedef {object} Controls of one question
 * @property {string | undefined} type what it asks for
 * @property {HTMLInputElement | undefined} unknown "I don't know"
 * @property {HTMLInputElement[]} others choices, or the one that is typed into
 */

export class Form {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.element = form;
    /** @type {Map<string, HTMLElement>} the questions by fact id, in the order of the form */
    this.questions = new Map(all(form, "[data-fact]").map((question) => [question.dataset.fact ?? "", question]));
    /** @type {Map<string, Controls>} the same questions' controls: they are read at every answer */
    this.controls = new Map([...this.questions].map(([fact, question]) => [fact, controlsOf(question)]));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", ({ target }) => this.#reconcile(/** @type {HTMLInputElement} */ (target)));
  }

  /** @returns {Answers} what has been answered; "I don't know" is null, what was left out is absent */
  answers() {
    /** @type {Answers} */
    const answers = {};
    for (const [fact, controls] of this.controls) {
      const answer = answerOf(controls);
      if (answer !== undefined) answers[fact] = answer;
    }
    return answers;
  }

  /** Empty every control and take every mark away. */
  clear() {
    this.element.reset();
    for (const question of this.questions.values()) {
      delete question.dataset.unknown;
      mark(question, "");
    }
  }

  /**
   * Put other answers in place of those that stand here.
   * @param {Answers} answers
   */
  load(answers) {
    this.clear();
    for (const [fact, question] of this.questions) put(question, answers[fact]);
  }

  /**
   * Show each problem at its question, and take down those that are solved.
   * @param {Problem[]} problems
   * @param {Texts} texts
   * @param {string | null} typing the fact whose number is being typed: half a number is no mistake yet
   */
  showProblems(problems, texts, typing) {
    for (const [fact, question] of this.questions) {
      const here = problems.filter((problem) => problem.fact === fact);
      const message = here.map((problem) => messageOf(problem, texts)).join(" ");
      const early = fact === typing && !question.dataset.problem;
      mark(question, early ? "" : message);
    }
  }

  /**
   * Put the focus on a question's answer: the chosen one, or the first.
   * @param {string} fact
   */
  focus(fact) {
    const question = this.questions.get(fact);
    const control = question?.querySelector("input:checked:not([data-unknown])") ?? question?.querySelector("input");
    /** @type {HTMLElement | null | undefined} */ (control)?.focus({ preventScroll: true });
    question?.scrollIntoView({ block: "start" });
  }

  /** Whether anything has been filled in. */
  get touched() {
    return [...this.controls.values()].some((controls) => answerOf(controls) !== undefined);
  }

  /**
   * The fact that a node of the form asks about.
   * @param {EventTarget | null} node
   * @returns {string | null}
   */
  factAt(node) {
    const question = node instanceof Element ? node.closest("[data-fact]") : null;
    return question instanceof HTMLElement ? question.dataset.fact ?? null : null;
  }

  /**
   * Keep a typed value and "I don't know" apart: ticking keeps what was typed but sets it aside,
   * typing again takes the tick away.
   * @param {HTMLInputElement} control
   */
  #reconcile(control) {
    const question = control.closest("[data-fact]");
    if (!(question instanceof HTMLElement)) return;
    const unknown = question.querySelector("input[type=checkbox]");
    if (!(unknown instanceof HTMLInputElement)) return;
    if (control !== unknown) unknown.checked = false;
    if (unknown.checked) question.dataset.unknown = "";
    else delete question.dataset.unknown;
  }
}

/**
 * @param {HTMLElement} question
 * @returns {Controls}
 */
function controlsOf(question) {
  const inputs = /** @type {HTMLInputElement[]} */ (all(question, "input"));
  const unknown = inputs.find(({ dataset }) => "unknown" in dataset);
  return { type: question.dataset.type, unknown, others: inputs.filter((input) => input !== unknown) };
}

/**
 * A question's raw answer.
 * @param {Controls} controls
 * @returns {string | boolean | null | undefined}
 */
function answerOf({ type, unknown, others }) {
  if (unknown?.checked) return null;
  if (type === "choice" || type === "yes_no") {
    const chosen = others.find(({ checked }) => checked);
    if (!chosen) return undefined;
    return type === "choice" ? chosen.value : chosen.value === "true";
  }
  const [control] = others;
  const typed = control.value.trim();
  // A half-typed date has no value, yet it is an answer: the checker says what is wrong with it.
  return typed || control.validity.badInput ? typed : undefined;
}

/**
 * Write a raw answer into an empty question.
 * @param {HTMLElement} question
 * @param {string | boolean | null | undefined} answer
 */
function put(question, answer) {
  if (answer === undefined) return;
  const options = /** @type {HTMLInputElement[]} */ (all(question, "input[type=radio], input[type=checkbox]"));
  const option = options.find(({ dataset, value }) => (answer === null ? "unknown" in dataset : value === String(answer)));
  if (option) option.checked = true;
  else the(question, "input").value = answer ?? "";
  if (answer === null && option?.type === "checkbox") question.dataset.unknown = "";
}

/**
 * What to tell of a problem. Where answers contradict each other, the law that they break has the words.
 * @param {Problem} problem
 * @param {Texts} texts
 */
function messageOf({ fact, code, detail }, texts) {
  const law = texts.laws[String(detail.law)];
  const said = Object.entries(detail).map(([name, value]) => {
    if (law) return [name, texts.facts[name]?.money ? quantity(name, String(value), texts) : value];
    return [name, OF_DATES.includes(code) ? valueOf(fact, String(value), texts) : value];
  });
  return fill(law ?? texts.ui.problems[code], Object.fromEntries(said));
}

/**
 * Write a message at a question; an empty one takes it away.
 * @param {HTMLElement} question
 * @param {string} message
 */
function mark(question, message) {
  if ((question.dataset.problem ?? "") === message) return;
  const place = question.querySelector("[data-role=problem]");
  const control = the(question, "input");
  if (message) {
    question.dataset.problem = message;
    control.setAttribute("aria-invalid", "true");
  } else {
    delete question.dataset.problem;
    control.removeAttribute("aria-invalid");
  }
  if (place) place.textContent = message;
}
