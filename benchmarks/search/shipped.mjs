/**
 * Runs a search worker as Material runs it, in Node: `node shipped.mjs <worker.js> <search_index.json | -> <setup> <apart>`.
 * Reads queries as a JSON list, writes what the worker answers to each, and the files it asked for before
 * the first answer: {ready, files, answers: [{ms, items, files}, …]}. An answer may be shown before it is whole: `items`
 * and `ms` are those of the whole one. `apart`: each query is the first one of a new worker, and `files` are what that
 * one asked for until it showed something.
 * Ours is set up with no documents ("-"), the stock worker with its index.
 */
import { readFileSync } from "node:fs";
import { pathToFileURL, fileURLToPath } from "node:url";
import vm from "node:vm";

const [worker, index, setup = "{}", apart = ""] = process.argv.slice(2);
const location = pathToFileURL(worker);
const source = new vm.Script(readFileSync(worker, "utf8"), { filename: worker });
const data = index === "-" ? { config: JSON.parse(setup), docs: [] } : JSON.parse(readFileSync(index, "utf8"));

/**
 * @typedef {{ type: number, data?: { items?: unknown[] }, files: string[] }} Answer
 * @typedef {(event: { data: { type: number, data: unknown } }) => void} Listener
 * @typedef {{ items: unknown[] | undefined, files: string[], ended: number }} Whole
 */

/** A worker that is set up: what asks it, and the files that it has asked for by now. */
async function started() {
  /** @type {Set<Listener>} */
  const listeners = new Set();
  /** @type {Set<string>} */
  const files = new Set();
  /** @type {(answer: Answer) => void} */
  let answered = () => {};
  const file = (/** @type {string | URL} */ address) => {
    const path = fileURLToPath(new URL(address, location));
    files.add(path);
    return readFileSync(path);
  };
  /** @type {Record<string, unknown>} */
  const scope = {
    console,
    URL,
    TextDecoder,
    performance,
    setTimeout,
    location,
    addEventListener: (/** @type {string} */ _, /** @type {Listener} */ listener) => listeners.add(listener),
    postMessage: (/** @type {Omit<Answer, "files">} */ message) => answered({ ...message, files: [...files] }), // by then
    fetch: async (/** @type {string} */ address) => {
      const content = file(address);
      return { ok: true, status: 200, json: async () => JSON.parse(String(content)), arrayBuffer: async () => content };
    },
    importScripts: (/** @type {string[]} */ ...addresses) => {
      for (const address of addresses) vm.runInContext(String(file(address)), context, { filename: String(address) });
    },
  };
  scope.self = scope;
  const context = vm.createContext(scope);
  source.runInContext(context);

  /** @param {{ type: number, data: unknown }} message @returns {Promise<Whole>} */
  const ask = (message) =>
    new Promise((resolve) => {
      /** @type {Answer} */
      let first;
      /** @type {Answer} */
      let latest;
      let ended = 0;
      answered = (answer) => {
        first ??= answer;
        latest = answer;
        ended = performance.now();
        // what is fetched comes at once, so that nothing is left to do when the next task begins
        setTimeout(() => resolve({ items: latest.data?.items, files: first.files, ended }));
      };
      for (const listener of listeners) listener({ data: message });
    });
  await ask({ type: 0, data: { options: { suggest: false }, ...data } });
  return (/** @type {string} */ query) => ask({ type: 2, data: query });
}

const queries = JSON.parse(readFileSync(0, "utf8"));
const start = performance.now();
let ask = await started();
const { files } = await ask(queries[0] ?? "a");
const ready = performance.now() - start;
const answers = [];
for (const query of queries) {
  if (apart) ask = await started();
  const begun = performance.now();
  const answer = await ask(query);
  answers.push({ ms: answer.ended - begun, items: answer.items, ...(apart ? { files: answer.files } : {}) });
}
process.stdout.write(JSON.stringify({ ready, files, answers }));
