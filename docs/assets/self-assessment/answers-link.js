/**
 * Answers in the fragment of an address, which no browser sends anywhere:
 *
 *     a=1.<edition>.<content>.<payload>.<check>
 *
 * The payload goes through the questions in the order of the form. Each has its code (five signs, see
 * answers_data.py), so that it is recognised however the order changes, and one token:
 * `n` not answered · `u` I don't know · `0` no · `1` yes · `c` and a digit: which choice ·
 * `t`, a length and a text of plain signs, its points as `_` · `x`, two digits of length and UTF-8 in base64url.
 * Digits are base64url's. Nothing is compressed, so nothing can swell when it is read.
 */

import { VERSION, compare, refuse } from "./answers-envelope.js";

/**
 * @typedef {import("./answers-envelope.js").Answer} Answer
 * @typedef {import("./answers-envelope.js").Content} Content
 * @typedef {import("./answers-envelope.js").Gone} Gone
 * @typedef {import("./answers-envelope.js").Opened} Opened
 * @typedef {import("./answers-envelope.js").Refused} Refused
 * @typedef {import("./types.js").Answers} Answers
 */

const LONGEST = 20_000;
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const WHICH = 3; // signs of a code that say which question it is
const FIXED = new Map(/** @type {[string, Answer][]} */ ([["u", null], ["0", false], ["1", true]]));
const TOKEN = /([\w-]{5})(?:([nu01])|c([\w-])|t([\w-])|x([\w-]{2}))/y;

/**
 * Whether an address's fragment is meant to hold answers.
 * @param {string} hash with its #
 */
export function holdsAnswers(hash) {
  return /^#a(=|%3D)/.test(hash);
}

/**
 * Write answers as a fragment, without its #.
 * @param {Answers} answers
 * @param {Content} page
 */
export function writeLink(answers, { edition, content, questions }) {
  const payload = questions.map(({ id, code, choices }) => code + tokenOf(answers[id], choices)).join("");
  const body = `${VERSION}.${edition}.${content}.${payload}`;
  return `a=${body}.${checksum(body)}`;
}

/**
 * Read a fragment.
 * @param {string} hash with its #
 * @param {Content} page
 * @returns {Opened | Refused}
 */
export function readLink(hash, page) {
  if (hash.length > LONGEST) return refuse("link_altered");
  const [, version, edition, content, payload, check] =
    /^#a=(\d{1,4})\.([\w-]{1,40})\.([\w-]{1,40})\.([\w-]+)\.(\w+)$/.exec(hash.replace("%3D", "=")) ?? []; // as some messengers write it
  if (!version) return refuse("link_altered");
  if (checksum(`${version}.${edition}.${content}.${payload}`) !== check) return refuse("link_altered");
  if (version !== String(VERSION)) return refuse("link_version");
  const entries = readPayload(payload);
  if (!entries) return refuse("link_altered");

  /** @type {Map<string, unknown>} */
  const answers = new Map();
  /** @type {Map<string, string>} */
  const codes = new Map();
  /** @type {Gone[]} */
  const gone = [];
  /** @type {string | null} */
  let before = null;
  for (const { code, answer } of entries) {
    // Should two questions ever share the code, the first free one in the order of the form is meant.
    const question = page.questions.find(({ id, code: own }) => own.slice(0, WHICH) === code.slice(0, WHICH) && !codes.has(id));
    if (!question) {
      gone.push({ after: before });
      continue;
    }
    before = question.id;
    codes.set(question.id, code);
    if (answer !== undefined) answers.set(question.id, typeof answer === "object" && answer ? question.choices?.[answer.choice] : answer);
  }
  return compare({ edition, content, answers, codes, gone }, page);
}

/**
 * @param {Answer | undefined} answer
 * @param {string[] | undefined} choices
 */
function tokenOf(answer, choices) {
  if (answer === undefined || answer === "") return "n";
  for (const [sign, fixed] of FIXED) if (answer === fixed) return sign;
  const text = String(answer);
  const choice = choices?.indexOf(text) ?? -1;
  if (choice >= 0 && choice < DIGITS.length) return `c${DIGITS[choice]}`;
  if (/^[A-Za-z0-9.-]{1,63}$/.test(text)) return `t${DIGITS[text.length]}${text.replaceAll(".", "_")}`;
  const bytes = toBase64(text);
  return `x${DIGITS[bytes.length >> 6]}${DIGITS[bytes.length & 63]}${bytes}`;
}

/**
 * @param {string} payload
 * @returns {{ code: string, answer: Answer | undefined | { choice: number } }[] | null} null where it is not well formed
 */
function readPayload(payload) {
  const entries = [];
  let place = 0;
  while (place < payload.length) {
    TOKEN.lastIndex = place;
    const found = TOKEN.exec(payload);
    if (!found) return null;
    const [token, code, fixed, choice, short, long] = found;
    place += token.length;
    if (fixed !== undefined) entries.push({ code, answer: FIXED.get(fixed) });
    else if (choice !== undefined) entries.push({ code, answer: { choice: DIGITS.indexOf(choice) } });
    else {
      const [high, low] = [...(short !== undefined ? `A${short}` : long)].map((digit) => DIGITS.indexOf(digit));
      const text = payload.slice(place, place + high * 64 + low);
      place += high * 64 + low;
      const answer = short !== undefined ? text.replaceAll("_", ".") : fromBase64(text);
      if (answer === null || place > payload.length) return null;
      entries.push({ code, answer });
    }
  }
  return entries;
}

/** @param {string} text */
function toBase64(text) {
  const bytes = String.fromCharCode(...new TextEncoder().encode(text.slice(0, 400)));
  return btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @param {string} text */
function fromBase64(text) {
  try {
    const bytes = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes, (sign) => sign.charCodeAt(0)));
  } catch {
    return null;
  }
}

/**
 * FNV-1a, 32 bits, in base 36: it finds every change of one sign, and others but for one in four thousand million.
 * It guards against accidents; a link is no secret and no signature.
 * @param {string} text of ASCII
 */
function checksum(text) {
  let hash = 0x811c9dc5;
  for (const sign of text) hash = Math.imul(hash ^ sign.charCodeAt(0), 0x01000193);
  return (hash >>> 0).toString(36);
}
