/** Work in turns: in order, at once or not at all, and never under a pressed button. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

// The page: its events, its frames, and an element that carries marks.
/** @type {Map<string, () => void>} */
const listeners = new Map();
/** @type {(() => void)[]} */
let frames = [];
const marks = new Set();
Object.assign(globalThis, {
  addEventListener: (/** @type {string} */ kind, /** @type {() => void} */ hear) => listeners.set(kind, hear),
  requestAnimationFrame: (/** @type {() => void} */ task) => frames.push(task),
});
const root = /** @type {any} any: the one method that is called */ ({
  toggleAttribute: (/** @type {string} */ name, /** @type {boolean} */ on) => (on ? marks.add(name) : marks.delete(name)),
});
const { Turns } = await import("../../docs/assets/self-assessment/shared/turns.js");

/** @type {string[]} */
let done = [];
const say = (/** @type {string} */ word) => () => done.push(word);

/** Let the browser show what has changed, and do what waits for that. */
async function frame() {
  for (const task of frames.splice(0)) task();
  await new Promise((next) => setTimeout(next));
}

beforeEach(() => {
  frames = [];
  done = [];
});

test("work is done in order, a turn after each frame", async () => {
  new Turns(root).take(say("first"), say("second"));
  assert.deepEqual(done, [], "what was asked for before can be shown first");
  assert(marks.has("data-arranging"));
  await frame();
  assert.deepEqual(done, ["first"]);
  await frame();
  assert.deepEqual(done, ["first", "second"]);
  assert(!marks.has("data-arranging"));
});

test("what is left can be done at once", async () => {
  const turns = new Turns(root);
  turns.take(say("third"), say("fourth"));
  turns.finish();
  done.push("finished");
  await frame();
  assert.deepEqual(done, ["third", "fourth", "finished"]);
  assert(!marks.has("data-arranging"));
});

test("what is dropped or replaced is not done", async () => {
  const turns = new Turns(root);
  turns.take(say("of other answers"));
  turns.drop();
  await frame();
  turns.take(say("replaced"));
  turns.take(say("latest"));
  await frame();
  await frame();
  assert.deepEqual(done, ["latest"]);
});

test("no turn comes between the press and the release of a button", async () => {
  new Turns(root).take(say("moved"));
  listeners.get("pointerdown")?.();
  await frame();
  assert.deepEqual(done, [], "the click would land on what has moved in");
  listeners.get("pointerup")?.();
  await frame();
  assert.deepEqual(done, ["moved"]);
});
