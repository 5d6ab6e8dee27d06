// Writes down the memory of a Python that has started and imported py_checker:
//     node snapshot.mjs RUNTIME_FOLDER TARGET [MODULE…]
// The modules are imported, too: a restored Python has no library to import them from later. Only
// what differs from the memory that WebAssembly fills in by itself is written: the length of a JSON
// head (4 bytes, little-endian), the head, and the parts that it lists, one after the other.
// docs/assets/self-assessment/checker/snapshot.js restores it. Pyodide's own format holds the empty parts, too.
import nodeCrypto from "node:crypto";
import { writeFile } from "node:fs/promises";
import { startRuntime } from "./start.mjs";

const PART = 512;
const SMALLEST = 16;
const PYODIDE_HEAD = 48;

// The same bytes whenever the same things are built: neither clock nor chance.
let ticks = 0;
Date.now = () => 1e12 + (ticks += 1);
performance.now = () => (ticks += 1);
Object.assign(nodeCrypto, { randomFillSync: (/** @type {Uint8Array} */ array) => array.fill(7) });

const [runtime, target, ...modules] = process.argv.slice(2);
// These stand in the memory: they must be the same where it is restored.
const env = { HOME: "/home/pyodide", LANG: "C.UTF-8", PYTHONHASHSEED: "0", PYTHONINSPECT: "1" };
const place = { env, _sysExecutable: "./this.program" };
const given = await untouched();
const { memory, references } = await started();
const parts = differing(memory, given);
const head = { place, references, length: memory.length, sha256: nodeCrypto.createHash("sha256").update(memory).digest("hex"), parts };
const coded = new TextEncoder().encode(JSON.stringify(head));
const size = new Uint8Array(new Uint32Array([coded.length]).buffer);
await writeFile(target, Buffer.concat([size, coded, ...parts.map(([at, count]) => memory.subarray(at, at + count))]));

/** @typedef {import("./start.mjs").Create} Create */

/** @returns {Promise<Uint8Array>} the memory before Python has started */
async function untouched() {
  const seen = new Error("seen");
  let memory = new Uint8Array(0);
  const look = (/** @type {Create} */ create) => async (/** @type {object} */ settings) => {
    const module = await create({ ...settings, noInitialRun: true });
    memory = module.HEAPU8.slice();
    throw seen;
  };
  await startRuntime(runtime, (create) => ({ ...place, createPyodideModule: look(create) })).catch((error) => {
    if (error !== seen) throw error;
  });
  return memory;
}

/** @returns {Promise<{ memory: Uint8Array, references: object }>} the memory, and what Pyodide holds of JavaScript */
async function started() {
  let module;
  const keep = (/** @type {Create} */ create) => async (/** @type {object} */ settings) => (module = await create(settings));
  const pyodide = await startRuntime(runtime, (create) => ({ ...place, _makeSnapshot: true, createPyodideModule: keep(create) }));
  pyodide.runPython(`
import gc, importlib
for name in ${JSON.stringify(modules)}:
    importlib.import_module(name)
del importlib, name
gc.collect()
`);
  clearFree(module);
  const snapshot = pyodide.makeMemorySnapshot();
  const [, start, length] = new Uint32Array(snapshot.buffer, 0, 3);
  const references = JSON.parse(new TextDecoder().decode(snapshot.subarray(PYODIDE_HEAD, PYODIDE_HEAD + length)));
  const memory = snapshot.subarray(start);
  const end = memory.findLastIndex((/** @type {number} */ byte) => byte !== 0) + 1;
  return { memory: memory.subarray(0, Math.ceil(end / PART) * PART), references };
}

/**
 * Overwrite with zeros what is free: what was left there is of no use, and would travel.
 * @param {any} module any: what Emscripten makes has no types
 */
function clearFree(module) {
  const end = module._sbrk(0);
  const held = [];
  for (let size = 1 << 20; size >= SMALLEST; size >>= 1) {
    for (let at = module._malloc(size); ; at = module._malloc(size)) {
      held.push(at);
      if (at + size > end) break;
      module.HEAPU8.fill(0, at, at + size);
    }
  }
  for (const at of held) module._free(at);
}

/**
 * @param {Uint8Array} memory
 * @param {Uint8Array} given
 * @returns {[number, number][]} where the differing parts begin, and how long they are
 */
function differing(memory, given) {
  /** @type {[number, number][]} */
  const parts = [];
  for (let at = 0; at < memory.length; at += PART) {
    if (Buffer.compare(memory.subarray(at, at + PART), given.subarray(at, at + PART)) === 0) continue;
    const last = parts.at(-1);
    if (last && last[0] + last[1] === at) last[1] += PART;
    else parts.push([at, PART]);
  }
  return parts;
}
