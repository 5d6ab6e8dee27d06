/** Numbers, sums, bounds and shares in words. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { boundOf, gapOf, productOf } from "../../docs/assets/self-assessment/words/bounds.js";
import { grouped, isConverted, quantity } from "../../docs/assets/self-assessment/words/quantities.js";
import { textsIn } from "./texts.mjs";

const [en, zh] = [textsIn("en"), textsIn("zh")];

for (const [plain, said] of Object.entries({ 7: "7", 1200: "1,200", "-1234567.50": "-1,234,567.50", "0.0001": "0.0001", abc: "abc", "": "" })) {
  test(`“${plain}” is grouped as “${said}”`, () => assert.equal(grouped(plain), said));
}

test("a number has the unit of its question, one has the singular", () => {
  assert.equal(quantity("team", "1200", en), "1,200 people");
  assert.equal(quantity("team", "1", en), "1 person");
  assert.equal(quantity("patents", "1200", en), "1,200");
});

test("what is no plain number stays as it was typed", () => {
  for (const fact of ["team", "spent"]) assert.equal(quantity(fact, "about ten", en), "about ten");
});

test("a sum is said in the largest size that says it exactly", () => {
  assert.equal(quantity("spent", "180", en), "CNY 1.8 million");
  assert.equal(quantity("spent", "320.5", en), "CNY 3,205,000");
  assert.equal(quantity("spent", "320.5", zh), "320.5万元");
});

test("only a sum in a language that has other sizes is converted", () => {
  assert.deepEqual([isConverted("spent", en), isConverted("spent", zh), isConverted("team", en)], [true, false, false]);
});

/** @param {Partial<import("../../docs/assets/self-assessment/shared/types.js").Limit>} some */
const limit = (some) => ({ clause: "", kind: "required", fact: "spent", op: "at_least", value: null, found: null, outcome: /** @type {const} */ ("open"), ...some });

test("a bound is a figure, or a multiple or share of an answer that is not known yet", () => {
  assert.equal(boundOf(limit({ value: "300" }), en), "at least CNY 3 million");
  assert.equal(boundOf(limit({ of: { fact: "team", factor: "3" } }), en), "at least 3 times of Team");
  assert.equal(boundOf(limit({ of: { fact: "team", factor: "0.3" } }), en), "at least 30% of Team");
  assert.equal(boundOf(limit({}), en), "");
});

test("a product says where it was rounded", () => {
  const of = { fact: "team", factor: "3" };
  assert.equal(productOf(limit({ fact: "team", value: "180", of }), "60", en), "3 × 60 people = 180 people");
  assert.equal(productOf(limit({ fact: "team", value: "34", of: { ...of, factor: "0.333" } }), "100", en), "33.3% × 100 people ≈ 34 people");
  assert.equal(productOf(limit({ value: "180" }), "60", en), "");
});

test("the way to a bound is told where it is not met", () => {
  assert.equal(gapOf(limit({ fact: "team", value: "10", found: "7", outcome: "not_met" }), en), "3 people missing");
  assert.equal(gapOf(limit({ fact: "team", op: "at_most", value: "0.3", found: "0.4", outcome: "not_met" }), en), "0.1 people too much");
  assert.equal(gapOf(limit({ fact: "team", value: "10", found: "12", outcome: "met" }), en), "");
  assert.equal(gapOf(limit({ fact: "team", value: "10", outcome: "not_met" }), en), "");
});
