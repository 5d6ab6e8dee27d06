/**
 * The module worker in which Python runs. Hears {type: "start", runtime, rulebook, restore} once and
 * then {type: "ask", text}; says {type: "progress", status}, {type: "ready"}, {type: "reply", text} and
 * {type: "failed", reason, detail}.
 */

import { readData } from "./data-files.js";
import { AlteredError, RuntimeFiles, compresses, packedName } from "./runtime-files.js";
import { restoring } from "./snapshot.js";

const LIBRARY = "python.zip";
const MEMORY = "python.mem";
const NO_FILES = Uint8Array.from([80, 75, 5, 6, ...new Array(18).fill(0)]); // a zip: what is restored needs no library
const WASM = "pyodide.asm.wasm";
const SPEAK_MS = 100;

/** @type {((message: string) => string) | null} py_checker's Checker(rulebook).respond */
let respond = null;
const plainFetch = self.fetch.bind(self);

addEventListener("message", ({ data }) => {
  if (data.type === "start") start(data);
  if (data.type === "ask" && respond) {
    try {
      postMessage({ type: "reply", text: respond(data.text) });
    } catch (error) {
      fail("stopped", error); // Python itself is broken: respond never raises
    }
  }
});

/**
 * @typedef {object} Place
 * @property {string} runtime address of the folder that build_scripts/runtime/folder.py makes
 * @property {string} rulebook address
 * @property {boolean} [restore] whether to fetch the memory of a Python that has started, and go on from it
 */

/** @param {Place} place */
async function start(place) {
  const refused = await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).catch((error) => error);
  if (refused instanceof Error) return fail("unsupported", refused); // by the page's security policy
  try {
    const rules = readData(place.rulebook).then(({ text }) => text); // broken rules are told at once, whatever Python is doing
    const [checker] = await Promise.all([loaded(place, rules), rules]);
    respond = checker.respond;
  } catch (error) {
    const reason = error instanceof AlteredError ? "altered" : error instanceof StartError ? "start" : "download";
    return fail(reason, error);
  }
  return postMessage({ type: "ready" });
}

/**
 * Load, and once more where another way may do: without the memory, or without the copy that the browser has kept.
 * @param {Place} place
 * @param {Promise<string>} rules
 */
async function loaded(place, rules) {
  if (place.restore) {
    try {
      return await load(place, rules, "default");
    } catch (error) {
      console.warn("self-assessment: starting Python anew:", String(error));
    }
  }
  const plain = { ...place, restore: false };
  return load(plain, rules, "default").catch((error) => {
    if (!(error instanceof AlteredError)) throw error;
    console.warn("self-assessment:", error.message);
    return load(plain, rules, "reload");
  });
}

/** All files are as they should be, and yet Python does not start. */
class StartError extends Error {}

/**
 * Fetch everything and start Python with the rules.
 * @param {Place} place
 * @param {Promise<string>} rules
 * @param {RequestCache} cache
 * @returns {Promise<any>} py_checker's Checker(rulebook); any: Python has no types here
 */
async function load({ runtime, restore }, rules, cache) {
  const packed = compresses(runtime).then((yes) => !yes);
  const manifest = await manifestOf(runtime, cache);
  const restored = restore && packedName(MEMORY) in manifest.files;
  const files = new RuntimeFiles(runtime, manifest, cache, progress(), restored ? LIBRARY : MEMORY);
  const memory = restored ? files.response(MEMORY, true).arrayBuffer() : null;
  memory?.catch(() => {}); // heard of by files.broken
  const library = restored ? new Response(NO_FILES) : whole(files.response(LIBRARY, true));
  hand(new Map([[LIBRARY, library], [WASM, new Response()]]), files.folder);
  handCompiled(WebAssembly.compileStreaming(files.response(WASM, packed)));
  const python = startPython(files, manifest.lock, memory).catch(async (error) => {
    await Promise.all(files.moves); // else that is the reason
    throw new StartError(String(error));
  });
  const Checker = await Promise.race([python, files.broken]); // broken first: Python may wait for ever, or fail later
  const text = await rules;
  try {
    return Checker(text);
  } catch (error) {
    throw new AlteredError(`rulebook.json: ${error}`);
  }
}

/**
 * @param {RuntimeFiles} files
 * @param {object} lock
 * @param {Promise<ArrayBuffer> | null} memory to go on from
 * @returns {Promise<any>} py_checker's class Checker; any: Python has no types here
 */
async function startPython(files, lock, memory) {
  const [{ loadPyodide }, asm] = await Promise.all(["pyodide.js", "pyodide.asm.js"].map((name) => files.module(name)));
  const restored = memory && restoring(asm.default, await memory);
  const started = loadPyodide({
    indexURL: files.folder,
    stdLibURL: files.folder + LIBRARY,
    lockFileContents: lock,
    createPyodideModule: asm.default, // named .js, which every host knows
    ...restored?.options,
  });
  const [pyodide] = await Promise.all([started, restored?.proved]);
  return pyodide.pyimport("py_checker").Checker;
}

/**
 * A response that is never given where it would break off: Pyodide leaves such a failure unhandled.
 * @param {Response} response
 * @returns {Promise<Response>}
 */
function whole(response) {
  return response.arrayBuffer().then((bytes) => new Response(bytes), () => new Promise(() => {}));
}

/**
 * Pyodide fetches its large files by itself, later on: give it those that are under way already.
 * @param {Map<string, Response | Promise<Response>>} responses by name
 * @param {string} folder
 */
function hand(responses, folder) {
  self.fetch = async (input, options) => {
    const address = input instanceof Request ? input.url : String(input);
    const name = address.startsWith(folder) ? address.slice(folder.length) : "";
    return responses.get(name) ?? plainFetch(input, options);
  };
}

/**
 * Pyodide compiles its WebAssembly when its scripts have come in: give it what is being compiled since its first bytes.
 * @param {Promise<WebAssembly.Module>} compiled
 */
function handCompiled(compiled) {
  compiled.catch(() => {}); // waited for below, or told by the file itself
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const module = await compiled;
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  };
}

/** Tell the page now and then how much has come in. */
function progress() {
  let told = -Infinity;
  return (/** @type {number} */ loaded, /** @type {number} */ total) => {
    const now = performance.now();
    const complete = loaded >= total;
    if (!complete && now - told < SPEAK_MS) return;
    told = now;
    postMessage({ type: "progress", status: { stage: complete ? "starting" : "download", loaded, total } });
  };
}

/**
 * Fetch runtime.json. Its name stays the same: ask whether the kept one is still right.
 * @param {string} runtime
 * @param {RequestCache} cache
 * @returns {Promise<import("./runtime-files.js").Manifest>}
 */
async function manifestOf(runtime, cache) {
  const address = `${runtime}runtime.json`;
  const response = await plainFetch(address, { cache: cache === "default" ? "no-cache" : cache });
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AlteredError(`runtime.json: ${error}`);
  }
}

/**
 * @param {string} reason
 * @param {unknown} detail
 */
function fail(reason, detail) {
  postMessage({ type: "failed", reason, detail: detail instanceof Error ? detail.message : String(detail) });
}
