/**
 * The envelope in which answers are kept (file, browser storage) or read from a link, and what has
 * changed between the content they were given to and the content of this page. Nothing here touches
 * the page, so that it can be tested by itself. What comes in is never trusted.
 */

/** @import { Answers } from "../shared/types.js" */

/**
 * @typedef {string | boolean | null} Answer
 *
 * @typedef {{ id: string, code: string, type: string, label: string, choices?: string[] }} Question
 *   `code`: three signs for which question it is, two for how it is answered (kept_answers.py)
 * @typedef {{ edition: string, content: string, questions: Question[] }} Content what this page asks
 *
 * @typedef {object} Envelope
 * @property {string} format
 * @property {number} version
 * @property {string} edition
 * @property {string} content
 * @property {string} saved when, in ISO 8601
 * @property {Answers} answers
 * @property {Record<string, { code: string, label: string }>} questions all that were asked then
 *
 * @typedef {{ code: string, detail: Record<string, string | number> }} Refusal
 * @typedef {{ label: string } | { after: string | null }} Gone
 *   a question asked no longer: its name, or the question of today that it stood behind
 * @typedef {object} Given what was read, before it is compared with what this page asks
 * @property {string} edition
 * @property {string} content
 * @property {Map<string, unknown>} answers by fact id
 * @property {Map<string, string> | null} codes of the questions asked then; null where it is not known
 * @property {Gone[]} gone
 * @property {Date | null} [saved]
 *
 * @typedef {object} Changes
 * @property {boolean} content whether rules or questions have changed at all
 * @property {string[]} added questions not asked then
 * @property {string[]} changed questions answered in another way now; their answers are left out
 * @property {Gone[]} gone
 * @property {string[]} unusable questions whose answer this page cannot take
 * @typedef {{ answers: Answers, changes: Changes, given: Given }} Opened
 * @typedef {{ refusal: Refusal, changes?: Changes, given?: Given }} Refused
 */

export const FORMAT = "baise-self-assessment-answers";
const VERSION = 1;
const MOST = 1000; // entries of an object that are looked at
const WHICH = 3; // signs of a code that say which question it is
const LONGEST = { answer: 40, label: 120, mark: 40 }; // an answer: as the form's fields

/**
 * Put answers into their envelope.
 * @param {Answers} answers
 * @param {Content} page
 * @param {Date} now
 * @returns {Envelope}
 */
export function seal(answers, { edition, content, questions }, now) {
  const given = Object.entries(answers).filter(([, answer]) => answer !== ""); // half a date
  return {
    format: FORMAT,
    version: VERSION,
    edition,
    content,
    saved: now.toISOString(),
    answers: Object.fromEntries(given),
    questions: Object.fromEntries(questions.map(({ id, code, label }) => [id, { code, label }])),
  };
}

/**
 * Read an envelope. All of it is looked at before anything is told.
 * @param {string} text
 * @param {Content} page
 * @returns {Opened | Refused}
 */
export function unseal(text, page) {
  /** @type {unknown} */
  let data;
  try {
    data = JSON.parse(text);
  } catch {
    return refuse("not_json");
  }
  const found = entriesOf(data);
  if (!found || found.get("format") !== FORMAT) return refuse("foreign_format");
  if (found.get("version") !== VERSION) return refuse("wrong_version", { found: mark(found.get("version")), wanted: VERSION });
  const answers = entriesOf(found.get("answers"));
  if (!answers || typeof found.get("edition") !== "string") return refuse("no_answers");
  const asked = entriesOf(found.get("questions"));
  const known = new Set(page.questions.map(({ id }) => id));
  const gone = [...new Set([...(asked?.keys() ?? []), ...answers.keys()])].filter((id) => !known.has(id));
  return compare(
    {
      edition: mark(found.get("edition")),
      content: mark(found.get("content")),
      answers,
      codes: asked && new Map([...asked].map(([id, about]) => [id, mark(entriesOf(about)?.get("code"))])),
      gone: gone.map((id) => ({ label: labelOf(id, asked?.get(id)) })),
      saved: dateOf(found.get("saved")),
    },
    page,
  );
}

/**
 * Take what this page can use, and tell what has changed.
 * @param {Given} given
 * @param {Content} page
 * @returns {Opened | Refused}
 */
export function compare(given, page) {
  const { codes } = given;
  /** @type {Changes} */
  const changes = { content: given.content !== page.content, added: [], changed: [], gone: given.gone, unusable: [] };
  /** @type {Answers} */
  const answers = {};
  for (const question of page.questions) {
    const { id } = question;
    const code = codes?.get(id);
    if (codes && code === undefined) changes.added.push(id);
    else if (code !== undefined && code.slice(WHICH) !== question.code.slice(WHICH)) changes.changed.push(id);
    if (!given.answers.has(id) || changes.changed.includes(id)) continue;
    const answer = usable(given.answers.get(id), question);
    if (answer === undefined) changes.unusable.push(id);
    else answers[id] = answer;
  }
  if (given.edition !== page.edition) {
    return { refusal: { code: "wrong_edition", detail: { found: given.edition, wanted: page.edition } }, changes, given };
  }
  return { answers, changes, given };
}

/**
 * @param {string} code
 * @param {Refusal["detail"]} [detail]
 * @returns {Refused}
 */
export function refuse(code, detail = {}) {
  return { refusal: { code, detail } };
}

/**
 * The answer as the form takes it, or undefined.
 * @param {unknown} answer
 * @param {Question} question
 * @returns {Answer | undefined}
 */
function usable(answer, { type, choices }) {
  if (answer === null) return null;
  if (type === "yes_no") return typeof answer === "boolean" ? answer : undefined;
  if (type === "choice") return typeof answer === "string" && choices?.includes(answer) ? answer : undefined;
  if (typeof answer !== "string" && !Number.isFinite(answer)) return undefined;
  const text = String(answer).trim();
  return text && text.length <= LONGEST.answer && !/\p{C}/u.test(text) ? text : undefined;
}

/**
 * An object's own entries. A map has no prototype that a key such as __proto__ could reach.
 * @param {unknown} value
 * @returns {Map<string, unknown> | null} null where it is no object
 */
function entriesOf(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  return new Map(Object.entries(value).slice(0, MOST));
}

/**
 * A short text that was read, to compare or to show.
 * @param {unknown} value
 */
function mark(value) {
  return typeof value === "string" || typeof value === "number" ? String(value).slice(0, LONGEST.mark) : "?";
}

/**
 * @param {string} id
 * @param {unknown} about
 */
function labelOf(id, about) {
  const label = entriesOf(about)?.get("label");
  return (typeof label === "string" && label.trim() ? label : id).slice(0, LONGEST.label);
}

/** @param {unknown} value */
function dateOf(value) {
  const date = new Date(typeof value === "string" ? value : NaN);
  return Number.isNaN(date.getTime()) ? null : date;
}
