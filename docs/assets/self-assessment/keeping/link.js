/**
 * Answers in the fragment of an address, which no browser sends anywhere:
 *
 *     a=2.<payload>.<check>
 *
 * The payload is JSON, packed by zlib, in base64url: [edition, content, codes, answers]. The codes are those of all
 * questions in the order of the form, five signs each (kept_answers.py), so that a question is recognised however
 * the order changes; the answers stand in the same order, as the form holds them, "" where there is none.
 * Every browser that can run the checker packs and unpacks.
 */

import { compare, refuse } from "./envelope.js";
/** @import { Answers } from "../shared/types.js" */
/** @import { Content, Gone } from "./envelope.js" */

const VERSION = 2;
const LONGEST = 10_000; // signs of a link, and of what it is unpacked to; zlib swells no further than 1,032 times
const WHICH = 3; // signs of a code that say which question it is
const NAME = /^[\w-]{1,40}$/; // an edition, a content

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
export async function writeLink(answers, { edition, content, questions }) {
  const given = questions.map(({ id }) => (id in answers ? answers[id] : ""));
  const text = JSON.stringify([edition, content, questions.map(({ code }) => code).join(""), given]);
  const packed = await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("deflate"))).arrayBuffer();
  const signs = btoa(String.fromCharCode(...new Uint8Array(packed)));
  const body = `${VERSION}.${signs.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
  return `a=${body}.${checksum(body)}`;
}

/**
 * Read a fragment.
 * @param {string} hash with its #
 * @param {Content} page
 */
export async function readLink(hash, page) {
  if (hash.length > LONGEST) return refuse("link_altered");
  const whole = hash.replace("%3D", "="); // as some messengers write it
  const [, body, version, payload, check] = /^#a=((\d{1,4})\.([\w.-]+))\.(\w+)$/.exec(whole) ?? [];
  if (!body || checksum(body) !== check) return refuse("link_altered");
  if (Number(version) !== VERSION) return refuse(Number(version) < VERSION ? "link_older" : "link_version");
  try {
    const { edition, content, given } = await unpack(payload);
    return compare({ edition, content, ...byQuestion(given, page) }, page);
  } catch {
    return refuse("link_altered");
  }
}

/**
 * @param {string} payload
 * @returns {Promise<{ edition: string, content: string, given: [string, unknown][] }>} rejected where it is not well formed
 */
async function unpack(payload) {
  const packed = Uint8Array.from(atob(payload.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
  const text = await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
  if (text.length > LONGEST) throw new RangeError("more than a link holds");
  const [edition, content, all, answers] = JSON.parse(text);
  /** @type {string[]} */
  const codes = all.match(/.{5}/gs) ?? [];
  const named = [edition, content].every((name) => typeof name === "string" && NAME.test(name));
  if (!named || codes.join("") !== all || codes.length !== answers.length) throw new TypeError("not what a link holds");
  return { edition, content, given: codes.map((code, index) => [code, answers[index]]) };
}

/**
 * Find the questions of the codes. Should two ever share one, the first free one in the order of the form is meant.
 * @param {[string, unknown][]} given
 * @param {Content} page
 */
function byQuestion(given, { questions }) {
  /** @type {Map<string, unknown>} */
  const answers = new Map();
  /** @type {Map<string, string>} */
  const codes = new Map();
  /** @type {Gone[]} */
  const gone = [];
  for (const [code, answer] of given) {
    const found = questions.find((question) => question.code.slice(0, WHICH) === code.slice(0, WHICH) && !codes.has(question.id));
    if (!found) gone.push({ after: [...codes.keys()].at(-1) ?? null });
    else codes.set(found.id, code);
    if (found && answer !== "") answers.set(found.id, answer);
  }
  return { answers, codes, gone };
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
