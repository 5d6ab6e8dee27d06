/** What waits for the checker: the latest of each name, the most urgent kind first. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Requests } from "../../docs/assets/self-assessment/checker/requests.js";

const request = (/** @type {string} */ name, /** @type {string} */ kind = name, rest = {}) => ({ name, message: { kind, ...rest }, hear() {} });

/** @param {Requests} waiting */
function order(waiting) {
  const taken = [];
  for (let next = waiting.take(); next; next = waiting.take()) taken.push(next.name);
  return taken;
}

test("verdicts come before advice, and both before what is prepared", () => {
  const waiting = new Requests();
  for (const kind of ["combine", "prepare", "advise", "assess"]) waiting.put(request(kind));
  assert.deepEqual(order(waiting), ["assess", "advise", "prepare", "combine"]);
});

test("of one kind the first that came is asked first", () => {
  const waiting = new Requests();
  for (const id of ["a2", "a1", "a3"]) waiting.put(request(`prepare ${id}`, "prepare"));
  assert.deepEqual(order(waiting), ["prepare a2", "prepare a1", "prepare a3"]);
});

test("a later request of the same name replaces the earlier one", () => {
  const waiting = new Requests();
  waiting.put(request("assess", "assess", { answers: { joint: true } }));
  waiting.put(request("assess", "assess", { answers: { joint: false } }));
  assert.deepEqual(waiting.take()?.message.answers, { joint: false });
  assert.equal(waiting.any, false);
});

test("what is dropped or cleared waits no longer", () => {
  const waiting = new Requests();
  waiting.put(request("assess"));
  waiting.put(request("advise"));
  waiting.drop("assess");
  assert.deepEqual([waiting.has("assess"), waiting.has("advise")], [false, true]);
  waiting.clear();
  assert.equal(waiting.take(), null);
});
