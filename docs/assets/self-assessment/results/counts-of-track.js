/** Groups a track's findings and counts them: in numbers, and in a sentence. */

import { fill } from "../shared/dom.js";
/** @import { Finding, TrackVerdict, Verdicts } from "../shared/types.js" */

const BRIEF = ["not_met", "in_principle", "amount", "doubtful", "open", "met"];
const COUNTED = ["met", "not_met", "in_principle", "amount", "doubtful", "open", "not_applicable"];

/**
 * The group that a finding is shown in. What is encouraged or given priority stands apart: it never
 * decides, so what is met of it is a strength, and the rest no failure.
 * @param {Finding} finding
 */
export function groupOf({ kind, outcome }) {
  if (kind !== "preferred") return outcome;
  return outcome === "met" ? "strengths" : "preferred";
}

/**
 * How many conditions of a track have each outcome, in short.
 * @param {TrackVerdict} track
 * @param {Verdicts} verdicts
 * @param {import("../shared/types.js").Texts} texts
 */
export function briefOf(track, verdicts, { ui }) {
  const { brief, brief_separator: separator } = ui.track;
  return inWords(tallyOf(track, verdicts), BRIEF, brief).join(separator);
}

/**
 * The same as a sentence: all conditions, what became of them, and what others judge.
 * @param {TrackVerdict} track
 * @param {Verdicts} verdicts
 * @param {import("../shared/types.js").Texts} texts
 */
export function countsInWords(track, verdicts, { ui }) {
  const tally = tallyOf(track, verdicts);
  const words = ui.track.counts;
  const n = COUNTED.reduce((sum, group) => sum + (tally[group] ?? 0), 0);
  if (n === 0) return "";
  const parts = inWords(tally, COUNTED, words).join(words.separator);
  const judged = track.to_confirm.length;
  return fill(judged ? words.all_and_judged : words.all, { n, parts, judged });
}

/**
 * @param {TrackVerdict} track
 * @param {Verdicts} verdicts
 */
function tallyOf(track, verdicts) {
  /** @type {Record<string, number>} */
  const tally = {};
  for (const index of track.findings) {
    const finding = verdicts.findings[index];
    // What does not turn a track down is counted by its kind: counted with what does, it would seem to.
    const group = groupOf(finding) === "not_met" && finding.kind !== "required" ? finding.kind : groupOf(finding);
    tally[group] = (tally[group] ?? 0) + 1;
  }
  return tally;
}

/**
 * @param {Record<string, number>} tally
 * @param {string[]} groups
 * @param {Record<string, string>} words by group
 */
function inWords(tally, groups, words) {
  return groups.filter((group) => tally[group]).map((group) => fill(words[group], { n: tally[group] }));
}
