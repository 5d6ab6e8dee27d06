/** Says answers in words: the label of the fact, and its value with its unit. */

import { fill } from "./dom.js";

const PLAIN = /^-?\d+(\.\d+)?$/;
const THOUSANDS = /\B(?=(\d{3})+(?!\d))/g;

/**
 * The answers that a finding rests on, in words.
 * @param {string[]} facts
 * @param {import("./findings.js").Context} context
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
 * @param {import("./types.js").Texts} texts
 */
export function valueOf(fact, answer, { facts, lang, ui }) {
  const { type, choices, unit } = facts[fact];
  if (type === "yes_no") return answer ? ui.form.answer_yes : ui.form.answer_no;
  const text = String(answer);
  if (type === "choice") return choices?.[text] ?? text;
  if (type === "date") {
    return new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${text}T00:00Z`));
  }
  return unit && !text.endsWith(unit) ? fill(ui.findings.value_with_unit, { value: grouped(text), unit }) : text;
}

/**
 * A plain figure with its thousands apart: 1200.5 is 1,200.5. Anything else stays as it is.
 * @param {string} plain
 */
export function grouped(plain) {
  if (!PLAIN.test(plain)) return plain;
  const [whole, ...rest] = plain.split(".");
  return [whole.replace(THOUSANDS, ","), ...rest].join(".");
}
