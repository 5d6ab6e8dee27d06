/** The results that are shown, how they are counted, and how they are sorted for the summary. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { outlineOf } from "../../docs/assets/self-assessment/results/outline.js";
import { Shown } from "../../docs/assets/self-assessment/session/shown.js";
import { groupOf } from "../../docs/assets/self-assessment/results/counts-of-track.js";
import { textsIn } from "./texts.mjs";

const FINDINGS = [
  { clause: "c1", kind: "required", outcome: "not_met", used: [], missing: [] },
  { clause: "c2", kind: "required", outcome: "not_met", used: [], missing: [] },
  { clause: "c3", kind: "preferred", outcome: "not_met", used: [], missing: [] },
  { clause: "c4", kind: "in_principle", outcome: "doubtful", used: [], missing: [] },
];
const track = (/** @type {string} */ id, /** @type {string} */ verdict, /** @type {number[]} */ findings = [], /** @type {string[]} */ needed = []) =>
  ({ track: id, verdict, findings, to_confirm: [], needed });

/** @type {import("../../docs/assets/self-assessment/shared/types.js").Verdicts} */
const VERDICTS = {
  kind: "verdicts",
  tracks: [
    track("good", "eligible", [2]),
    track("doubted", "conditional", [3]),
    track("doubted too", "conditional", [3]),
    track("single", "ineligible", [0, 2]),
    track("far", "ineligible", [0, 1]),
    track("open", "undetermined", [], ["joint", "team"]),
    track("closed", "not_open"),
  ],
  findings: FINDINGS,
  needed: [], next: null, used: [], read: { team: "1200" }, problems: [],
};

test("every track stands in its part of the summary, once", () => {
  const outline = outlineOf(VERDICTS, {});
  assert.deepEqual(outline.eligible, ["good"]);
  assert.deepEqual(outline.conditional, [{ tracks: ["doubted", "doubted too"], clauses: ["c4"] }]);
  assert.deepEqual(outline.near.map(({ tracks, clauses }) => ({ tracks, clauses })), [{ tracks: ["single"], clauses: ["c1"] }]);
  assert.deepEqual(outline.ineligible, [{ clause: "c1", tracks: [{ track: "far", others: 1 }] }]);
  assert.deepEqual(outline.undetermined, [{ track: "open", needed: 2 }]);
  assert.deepEqual(outline.not_open, ["closed"]);
});

test("a track that the fewest changes turn is near", () => {
  const change = { fact: "team", from: "1", to: "2", when: "any" };
  const sets = [{ changes: [change], needed: [] }];
  const { near, ineligible } = outlineOf(VERDICTS, { ways: [{ track: "far", reaches: "eligible", sets }] });
  assert.deepEqual(near.map(({ tracks }) => tracks), [["far"], ["single"]], "the one with known changes first");
  assert.deepEqual(ineligible, []);
});

test("what is only preferred is a strength where it is met, and never a failure", () => {
  const finding = (/** @type {string} */ kind, /** @type {string} */ outcome) => ({ ...FINDINGS[0], kind, outcome });
  assert.equal(groupOf(finding("preferred", "met")), "strengths");
  assert.equal(groupOf(finding("preferred", "not_met")), "preferred");
  assert.equal(groupOf(finding("required", "not_met")), "not_met");
});

const root = /** @type {any} any: the one property that is read */ ({ dataset: { root: "../" } });
const refusal = { kind: /** @type {const} */ ("error"), code: "", detail: {} };

test("results hold the answers as they were given and as they were understood", () => {
  const shown = new Shown(root);
  const { answers, context } = shown.replace(VERDICTS, { team: "一千二", joint: true }, textsIn());
  assert.deepEqual(answers, { team: "一千二", joint: true });
  assert.deepEqual(context.answers, { team: "1200", joint: true });
  assert.equal(context.root, "../");
});

test("advice is added to the results that are shown, or that there is none", () => {
  const shown = new Shown(root);
  shown.advise(refusal); // of a checker that was stopped
  assert.equal(shown.now, null);
  const { context } = shown.replace(VERDICTS, {}, textsIn());
  assert.deepEqual(context.advice, {});
  shown.advise({ kind: "changes", tracks: [] });
  assert.deepEqual(context.advice, { ways: [] });
  shown.advise(refusal);
  assert.deepEqual(context.advice, { failed: true });
});

test("the last results outlive a checker that fails, and not the visitor’s wish to clear them", () => {
  const shown = new Shown(root);
  const results = shown.replace(VERDICTS, {}, textsIn());
  shown.clear();
  assert.deepEqual([shown.now, shown.last], [null, results]);
  shown.forget();
  assert.deepEqual([shown.now, shown.last], [null, null]);
});
