/**
 * Runs a search worker as Material runs it, in Node: `node shipped.mjs <worker.js> <search_index.json | ->`.
 * Reads queries as a JSON list, writes what the worker answers to each, and the files it asked for before
 * the first answer: {ready, files, answers: [{ms, items}, …]}.
 * Ours is set up with no documents ("-"), the stock worker with its index.
 */
import { readFileSync } from "node:fs";
import { pathToFileURL, fileURLToPath } from "node:url";
import vm from "node:vm";

const [worker, index, setup = "{}"] = process.argv.slice(2);
const location = pathToFileURL(worker);
const listeners = new Set();
let answered = () => {};
const files = new Set(); // what the worker has asked for by now

const file = (address) => {
  const path = fileURLToPath(new URL(address, location));
  files.add(path);
  return readFileSync(path);
};
const scope = {
  console,
  URL,
  performance,
  setTimeout,
  location,
  addEventListener: (_, listener) => listeners.add(listener),
  postMessage: (message) => answered(message),
  fetch: async (address) => {
    const content = file(address);
    return { ok: true, status: 200, json: async () => JSON.parse(content) };
  },
  importScripts: (...addresses) => {
    for (const address of addresses) vm.runInContext(String(file(address)), context, { filename: String(address) });
  },
};
scope.self = scope;
const context = vm.createContext(scope);
vm.runInContext(readFileSync(worker, "utf8"), context, { filename: worker });

/** @param {{type: number, data: unknown}} message */
const ask = (message) =>
  new Promise((resolve) => {
    answered = resolve;
    for (const listener of listeners) listener({ data: message });
  });

const queries = JSON.parse(readFileSync(0, "utf8"));
const data = index === "-" ? { config: JSON.parse(setup), docs: [] } : JSON.parse(readFileSync(index, "utf8"));
const start = performance.now();
await ask({ type: 0, data: { options: { suggest: false }, ...data } });
await ask({ type: 2, data: queries[0] ?? "a" });
const ready = performance.now() - start;
const first = [...files];
const answers = [];
for (const query of queries) {
  const begun = performance.now();
  const { data: result } = await ask({ type: 2, data: query });
  answers.push({ ms: performance.now() - begun, items: result.items });
}
process.stdout.write(JSON.stringify({ ready, files: first, answers }));
