/** Projects, the tracks chosen for them, and what the checker is asked about all of them. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Plans, keyOf } from "../../docs/assets/self-assessment/preparation/plans.js";

test("at first there is one project without answers, and nothing is chosen", () => {
  const plans = new Plans();
  assert.equal(plans.several, false);
  assert.deepEqual(plans.current.answers, {});
  assert.deepEqual(plans.combination.applications, []);
});

test("a track is chosen for the current project alone", () => {
  const plans = new Plans();
  const first = plans.choose("t1");
  assert.equal(plans.chosen("t1"), first);
  plans.add({ joint: true });
  assert.equal(plans.chosen("t1"), undefined);
  assert.notEqual(plans.choose("t1").id, first.id);
});

test("with a project go its applications and what was said of its pairs, and ids are never used again", () => {
  const plans = new Plans();
  const one = plans.current;
  plans.choose("t1");
  const other = plans.add({});
  const dropped = plans.choose("t2");
  plans.similar.set(keyOf([one, other]), true);
  assert.deepEqual(plans.pairs, [[one, other]]);
  plans.drop(other);
  assert.equal(plans.current, one);
  assert.deepEqual(plans.applications.map(({ track }) => track), ["t1"]);
  assert.equal(plans.similar.size, 0);
  assert.notEqual(plans.add({}).id, other.id);
  assert.notEqual(plans.choose("t2").id, dropped.id);
});

test("a name of spaces is none for the checker", () => {
  const plans = new Plans();
  Object.assign(plans.current.names, { leader: " Li ", unit: "  " });
  plans.choose("t1");
  const [{ leader, unit, project }] = plans.combination.applications;
  assert.deepEqual({ leader, unit, project }, { leader: "Li", unit: null, project: plans.current.id });
  assert.deepEqual(plans.combination.answers, { [plans.current.id]: {} });
});

test("nothing of all that is left after clearing", () => {
  const plans = new Plans();
  plans.choose("t1");
  plans.add({ joint: true });
  plans.clear();
  assert.deepEqual([plans.projects.length, plans.applications.length, plans.similar.size], [1, 0, 0]);
  assert.deepEqual(plans.current.answers, {});
});
