/** Says answers in words: the label of the fact, and its value with its unit. */

import { fill } from "../shared/dom.js";
import { dayInWords } from "./moments.js";
import { quantity } from "./quantities.js";

/**
 * The answers that a finding rests on, in words.
 * @param {string[]} facts
 * @param {import("../shared/types.js").Context} context
 */
export function answersInWords(facts, { texts, answers }) {
  const { answer, answer_separator: separator } = texts.ui.findings;
  return facts
    .map((fact) => fill(answer, { label: texts.facts[fact].label, value: valueOf(fact, answers[fact], texts) }))
    .join(separator);
}

/**
 * One answer in words.
 * @param {string} fact
 * @param {string | boolean | null | undefined} answer
 * @param {import("../shared/types.js").Texts} texts
 */
export function valueOf(fact, answer, texts) {
  const { facts, lang, ui } = texts;
  const { type, choices } = facts[fact];
  if (type === "yes_no") return answer ? ui.form.answer_yes : ui.form.answer_no;
  const text = String(answer);
  if (type === "choice") return choices?.[text] ?? text;
  if (type === "date") return dayInWords(lang, text);
  return quantity(fact, text, texts);
}
