/** Says an answer as it was given and understood: figures with grouping and unit, “I don't know”, what is faulty. */

import { fill } from "../shared/dom.js";
import { quantity } from "./quantities.js";
import { valueOf } from "./values.js";
/** @import { Answers, Texts, Verdicts } from "../shared/types.js" */

/**
 * @typedef {"unanswered" | "unknown" | "faulty" | "given"} State
 * @typedef {{ state: State, words: string }} Said
 */

/**
 * One answer in words, and whether it counts.
 * @param {string} fact
 * @param {Answers} answers
 * @param {Verdicts | null} verdicts those on these answers, once there are any
 * @param {Texts} texts
 * @returns {Said}
 */
export function say(fact, answers, verdicts, texts) {
  const answer = answers[fact];
  const { ui } = texts;
  if (answer === undefined) return { state: "unanswered", words: ui.check.unanswered };
  if (answer === null) return { state: "unknown", words: ui.form.unknown };
  const read = verdicts?.read[fact];
  const words = read === undefined ? inWords(fact, answer, texts) : quantity(fact, read, texts);
  const faulty = verdicts?.problems.some((problem) => problem.fact === fact || fact in problem.detail);
  return faulty ? { state: "faulty", words: fill(ui.check.faulty, { value: words }) } : { state: "given", words };
}

/**
 * The questions whose answers have a problem.
 * @param {Verdicts | null} verdicts
 * @param {Texts} texts
 */
export function faultyFacts(verdicts, texts) {
  return [...new Set(verdicts?.problems.map(({ fact }) => fact))].filter((fact) => fact in texts.facts);
}

/**
 * An answer that no reply has told the meaning of: what stands in the form.
 * @param {string} fact
 * @param {string | boolean} answer
 * @param {Texts} texts
 */
function inWords(fact, answer, texts) {
  const { type } = texts.facts[fact];
  if (type === "number" || (type === "date" && Number.isNaN(Date.parse(String(answer))))) return String(answer);
  return valueOf(fact, answer, texts);
}
