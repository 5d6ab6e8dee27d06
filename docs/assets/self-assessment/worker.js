/**
 * The module worker in which Python runs. Hears {type: "start", runtime, rulebook} once and then
 * {type: "ask", text}; says {type: "progress", status}, {type: "ready"}, {type: "reply", text} and
 * {type: "failed", reason, detail}.
 */

import { AlteredError, RuntimeFiles, compresses } from "./runtime-files.js";

const LIBRARY = "python.zip";
const WASM = "pyodide.asm.wasm";
const SPEAK_MS = 100;

/** @type {((message: string) => string) | null} py_checker's Checker(rulebook).respond */
let respond = null;
const plainFetch = self.fetch.bind(self);

addEventListener("message", ({ data }) => {
  if (data.type === "start") start(data.runtime, data.rulebook);
  if (data.type === "ask" && respond) {
    try {
      postMessage({ type: "reply", text: respond(data.text) });
    } catch (error) {
      fail("stopped", error); // Python itself is broken: respond never raises
    }
  }
});

/**
 * @param {string} runtime address of the folder that build_scripts/runtime.py makes
 * @param {string} rulebook address of rulebook.json
 */
async function start(runtime, rulebook) {
  const refused = await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).catch((error) => error);
  if (refused instanceof Error) return fail("unsupported", refused); // by the page's security policy
  try {
    const checker = await load(runtime, rulebook, "default").catch((error) => {
      if (!(error instanceof AlteredError)) throw error;
      console.warn("self-assessment:", error.message); // perhaps the copy that the browser has kept: do without it
      return load(runtime, rulebook, "reload");
    });
    respond = checker.respond;
  } catch (error) {
    const reason = error instanceof AlteredError ? "altered" : error instanceof StartError ? "start" : "download";
    return fail(reason, error);
  }
  return postMessage({ type: "ready" });
}

/** All files are as they should be, and yet Python does not start. */
class StartError extends Error {}

/**
 * Fetch everything and start Python with the rules.
 * @param {string} runtime
 * @param {string} rulebook
 * @param {RequestCache} cache
 * @returns {Promise<any>} py_checker's Checker(rulebook)
 */
async function load(runtime, rulebook, cache) {
  const rules = get(rulebook, cache);
  rules.catch(() => {}); // waited for below
  const packed = compresses(runtime).then((yes) => !yes);
  const manifest = parsed(await get(`${runtime}runtime.json`, cache));
  const files = new RuntimeFiles(runtime, manifest, cache, progress());
  const large = { [LIBRARY]: whole(files.response(LIBRARY, true)), [WASM]: files.response(WASM, packed) };
  hand(new Map(Object.entries(large)), files.folder);
  const python = startPython(files, manifest.lock).catch(async (error) => {
    await files.complete(); // else that is the reason
    throw new StartError(String(error));
  });
  const Checker = await Promise.race([python, files.broken]); // broken first: Python may wait for ever, or fail later
  const text = await rules;
  try {
    return Checker(text);
  } catch (error) {
    throw new AlteredError(`${rulebook}: ${error}`);
  }
}

/**
 * @param {RuntimeFiles} files
 * @param {object} lock
 * @returns {Promise<any>} py_checker's class Checker
 */
async function startPython(files, lock) {
  const [{ loadPyodide }, asm] = await Promise.all(["pyodide.js", "pyodide.asm.js"].map((name) => files.module(name)));
  const pyodide = await loadPyodide({
    indexURL: files.folder,
    stdLibURL: files.folder + LIBRARY,
    lockFileContents: lock,
    createPyodideModule: asm.default, // named .js, which every host knows
  });
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
 * Fetch one of the texts whose names stay the same: ask whether the kept one is still right.
 * @param {string} address
 * @param {RequestCache} cache
 */
async function get(address, cache) {
  const response = await plainFetch(address, { cache: cache === "default" ? "no-cache" : cache });
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return response.text();
}

/**
 * @param {string} text
 * @returns {import("./runtime-files.js").Manifest}
 */
function parsed(text) {
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
