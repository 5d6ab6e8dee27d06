/** The details of the receipt: every track with what decides it, and the clauses that it points to. */

import { both } from "../words/bilingual.js";
import { element, fill } from "../shared/dom.js";
import { decidingOf } from "../results/outline.js";
import { nameOf } from "./summary.js";
/** @import { Finding, Texts, TrackVerdict, Verdicts } from "../shared/types.js" */

/** @typedef {Map<string, number>} Register the number of each clause that decides something */

/** What decides a verdict of each kind. */
const DECIDING = /** @type {Record<string, string[]>} */ ({
  eligible: ["met"],
  conditional: ["not_met", "doubtful", "met"],
  undetermined: ["not_met", "doubtful"],
  ineligible: ["not_met"],
});
const CITED = ["not_met", "doubtful"]; // the others by their numbers alone
const QUESTIONS = 5;

/**
 * @param {Verdicts} verdicts
 * @returns {Register}
 */
export function registerOf(verdicts) {
  /** @type {Register} */
  const register = new Map();
  for (const outcome of ["not_met", "doubtful", "met"]) {
    for (const track of verdicts.tracks) {
      for (const clause of clausesOf(track, outcome, verdicts)) {
        if (!register.has(clause)) register.set(clause, register.size + 1);
      }
    }
  }
  return register;
}

/**
 * The clauses of an outcome that decide a track.
 * @param {TrackVerdict} track
 * @param {string} outcome
 * @param {Verdicts} verdicts
 */
function clausesOf(track, outcome, verdicts) {
  if (!DECIDING[track.verdict]?.includes(outcome)) return [];
  const found = decidingOf(track, verdicts).filter((finding) => finding.outcome === outcome);
  return [...new Set(found.map(({ clause }) => clause))];
}

/**
 * @param {Verdicts} verdicts
 * @param {Register} register
 * @param {Texts[]} books
 */
export function drawTracks(verdicts, register, books) {
  return verdicts.tracks.map((track) => {
    const title = both(books, "h3", (texts) =>
      fill(texts.ui.receipt.verdict, { name: nameOf(track.track, texts), verdict: texts.ui.verdicts[track.verdict].name }),
    );
    const decided = both(books, "p", (texts) => decidedBy(track, verdicts, register, texts));
    return element("section", { "data-receipt-of": track.track, "data-result": track.verdict }, title, decided);
  });
}

/**
 * What decides a track, or is still open, in one line.
 * @param {TrackVerdict} track
 * @param {Verdicts} verdicts
 * @param {Register} register
 * @param {Texts} texts
 */
function decidedBy(track, verdicts, register, texts) {
  const { clauses, facts, ui } = texts;
  const words = ui.receipt;
  const lines = ["not_met", "doubtful", "met"].flatMap((outcome) => {
    const ids = clausesOf(track, outcome, verdicts);
    if (!ids.length) return [];
    const numbers = ids.map((id) => register.get(id) ?? 0);
    const shared = sharedIn(track.findings.map((index) => verdicts.findings[index]));
    const marked = (/** @type {string} */ id) => (outcome === "not_met" && shared.has(id) ? words.each_reading : "");
    const named = ids.map((id, place) => `${clauses[id].cite} [${numbers[place]}]${marked(id)}`).join(words.separator);
    return [words.outcome[outcome] + (CITED.includes(outcome) ? named : `[${inShort(numbers)}]`)];
  });
  const { needed, to_confirm: judged } = track;
  if (needed.length) {
    const named = needed.slice(0, QUESTIONS).map((fact) => facts[fact].label).join(words.separator);
    lines.push(words.outcome.questions + named + (needed.length > QUESTIONS ? ` ${fill(words.more, { n: needed.length })}` : ""));
  }
  if (judged.length) lines.push(fill(words.judged, { n: judged.length }));
  return lines.join(words.join);
}

/**
 * Numbers with those in a row joined: 1-3, 7.
 * @param {number[]} numbers
 */
function inShort(numbers) {
  /** @type {[number, number][]} */
  const runs = [];
  for (const n of [...numbers].sort((one, other) => one - other)) {
    const last = runs.at(-1);
    if (last && last[1] === n - 1) last[1] = n;
    else runs.push([n, n]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(", ");
}

/**
 * The clauses that are not met since, however a word is read, some clause fails, and what would free from each.
 * @param {Finding[]} findings
 */
function sharedIn(findings) {
  const shared = findings.filter(({ reading }) => reading);
  return new Map(shared.map(({ clause, exempted_by: source }) => [clause, source]));
}

/**
 * @param {Register} register
 * @param {Verdicts} verdicts
 * @param {Texts[]} books
 */
export function drawRegister(register, verdicts, books) {
  const shared = sharedIn(verdicts.findings);
  const items = [...register].map(([id, n]) => {
    const source = shared.get(id);
    const noteIn = (/** @type {Texts} */ { clauses }) => (source ? clauses[source].easing : clauses[id].doubt) ?? "";
    const cited = (/** @type {Texts} */ texts) => {
      const { text, cite } = texts.clauses[id];
      return fill(texts.ui.receipt.cited, { text, cite }) + (shared.has(id) ? fill(texts.ui.receipt.note, { note: noteIn(texts) }) : "");
    };
    return both(books, "li", cited, { value: String(n), "data-receipt-clause": id });
  });
  return element("ol", {}, ...items);
}
