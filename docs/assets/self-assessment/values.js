/** Says answers in words: the label of the fact, and its value with its unit. */

import { fill } from "./dom.js";
import { quantity } from "./quantities.js";

/** The English of the official text writes 20 June, not June 20. */
const DATES = /** @type {Record<string, string>} */ ({ en: "en-GB" });

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
export function valueOf(fact, answer, texts) {
  const { facts, lang, ui } = texts;
  const { type, choices } = facts[fact];
  if (type === "yes_no") return answer ? ui.form.answer_yes : ui.form.answer_no;
  const text = String(answer);
  if (type === "choice") return choices?.[text] ?? text;
  if (type === "date") {
    return dayIn(lang, new Date(`${text}T00:00Z`), { timeZone: "UTC" });
  }
  return quantity(fact, text, texts);
}

/**
 * A date as a language writes it.
 * @param {string | undefined} lang none: as the browser's own language does
 * @param {Date} date
 * @param {Intl.DateTimeFormatOptions} [how]
 */
export function dayIn(lang, date, how) {
  return new Intl.DateTimeFormat(DATES[lang ?? ""] ?? lang, { dateStyle: "long", ...how }).format(date);
}
