/** Answers as a file: a name that tells what it is, a text that people can read, and no more than is sensible to load. */

import { fill, the } from "../shared/dom.js";
/** @import { Envelope } from "./envelope.js" */

export const MOST_KILOBYTES = 200;

/**
 * The text of the file. What people read stands first; only the envelope is ever read back.
 * @param {Envelope} envelope
 * @param {string} about what the file is, and is not
 * @param {{ question: string, answer: string }[]} readable
 */
export function fileText(envelope, about, readable) {
  return `${JSON.stringify({ about, readable, ...envelope }, null, 2)}\n`;
}

/**
 * The file's name, with the date on the visitor's clock.
 * @param {string} pattern with {edition} and {date}
 * @param {string} edition
 * @param {Date} now
 */
export function fileName(pattern, edition, now) {
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return fill(pattern, { edition, date: parts.map((part) => String(part).padStart(2, "0")).join("-") });
}

/**
 * What the form holds, in its own words.
 * @param {Map<string, HTMLElement>} questions by fact id
 * @param {import("../shared/types.js").Answers} answers
 */
export function inWords(questions, answers) {
  return [...questions]
    .filter(([fact]) => fact in answers)
    .map(([, question]) => ({ question: askedBy(question), answer: answeredAt(question) }));
}

/** @param {HTMLElement} question */
function askedBy(question) {
  const parts = [...the(question, "legend").childNodes];
  return parts.filter((part) => !(part instanceof HTMLElement && part.matches(".sa-number"))).map(textOf).join("").trim();
}

/** @param {HTMLElement} question */
function answeredAt(question) {
  const option = question.querySelector("input:checked");
  if (option) return textOf(option.closest("label"));
  const unit = question.querySelector(".sa-unit");
  const echo = question.querySelector("[data-role=echo]");
  return [the(question, "input").value.trim(), textOf(unit), textOf(echo)].filter(Boolean).join(" ");
}

/** @param {Node | null} node */
function textOf(node) {
  return (node?.textContent ?? "").replace(/\s+/g, " ").trim();
}

/**
 * Have the browser save a text.
 * @param {string} name
 * @param {string} text
 */
export function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // some browsers read it only after a question
}

/**
 * The text of a file that the visitor chose.
 * @param {File} file
 * @returns {Promise<{ text: string } | import("./envelope.js").Refused>}
 */
export async function readFile(file) {
  const size = Math.ceil(file.size / 1024);
  if (size > MOST_KILOBYTES) return { refusal: { code: "too_big", detail: { found: size, limit: MOST_KILOBYTES } } };
  try {
    return { text: await file.text() };
  } catch {
    return { refusal: { code: "unreadable", detail: {} } };
  }
}
