/**
 * The store of the offline copy: file contents under their SHA-256, so that a file that two versions
 * or two languages share is fetched and kept once, and nothing is ever served that is not what its
 * version's list says. build_scripts/offline.py joins these parts into sw.js and writes SITE above them.
 */

/** @typedef {{ path: string, hash: string, group: string }} Place */

const HOME = registration.scope; // ends with a slash; the site may stand in any folder
const STORE = `guide files ${HOME}`;
const PARALLEL = 4; // downloads at a time, so that the page at hand is not held up
const HASH_DIGITS = 32; // as the list has them

/** By ending, since a server's own idea may be wrong, and modules and WebAssembly insist. */
const TYPES = new Map(
  Object.entries({
    css: "text/css; charset=utf-8",
    html: "text/html; charset=utf-8",
    ics: "text/calendar; charset=utf-8",
    js: "text/javascript; charset=utf-8",
    json: "application/json",
    mjs: "text/javascript; charset=utf-8",
    png: "image/png",
    svg: "image/svg+xml",
    wasm: "application/wasm",
  }),
);

/** @param {string} hash */
const keyOf = (hash) => `${HOME}kept/${hash}`;

/** @param {ArrayBuffer} bytes */
async function digest(bytes) {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(sum, (byte) => byte.toString(16).padStart(2, "0"))
    .join("")
    .slice(0, HASH_DIGITS);
}

/**
 * A response of our own making: without an address, it takes that of its request (relative imports
 * and queries then hold), and it counts as not redirected.
 * @param {string} path
 * @param {BodyInit | null} body
 * @param {Headers} given
 */
function asFile(path, body, given) {
  const headers = new Headers(given);
  for (const name of ["content-length", "vary"]) headers.delete(name); // Content-Encoding tells what the host does
  const type = TYPES.get(path.split(".").pop() ?? "");
  if (type) headers.set("content-type", type);
  return new Response(body, { headers });
}

/**
 * @param {Place} place
 * @returns {Promise<Response | undefined>} the kept file; storage that fails is like storage that is empty
 */
async function kept({ path, hash }) {
  try {
    const hit = await (await caches.open(STORE)).match(keyOf(hash));
    return hit && asFile(path, hit.body, hit.headers);
  } catch {
    return undefined;
  }
}

/**
 * Fetch a file and prove that it is the one of this list: the browser's HTTP cache may hold an older one.
 * @param {string} path
 * @param {string} hash
 * @param {RequestCache[]} ways
 * @returns {Promise<Response | undefined>} undefined where the server has another; throws without a network
 */
async function obtain(path, hash, ways = ["default", "reload"]) {
  const address = HOME + path.replace(/(^|\/)index\.html$/, "$1").split("/").map(encodeURIComponent).join("/");
  for (const cache of ways) {
    const options = { cache, priority: "low" };
    const response = await fetch(address, /** @type {RequestInit} */ (options));
    if (!response.ok) continue;
    const bytes = await response.arrayBuffer();
    if ((await digest(bytes)) === hash) return asFile(path, bytes, response.headers);
  }
  return undefined;
}

/**
 * @param {string} hash
 * @param {Response} file
 */
async function store(hash, file) {
  await (await caches.open(STORE)).put(keyOf(hash), file);
}

/**
 * Fetch what is not there yet.
 * @param {Iterable<[string, string]>} files path and hash, the most needed first
 * @returns {Promise<boolean>} false where the device has no more room; throws where a file cannot be had
 */
async function download(files) {
  const cache = await caches.open(STORE);
  const there = new Set((await cache.keys()).map((request) => request.url));
  const missing = new Map([...files].map(([path, hash]) => [hash, path]));
  const queue = [...missing].filter(([hash]) => !there.has(keyOf(hash)));
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [hash, path] = next;
      const file = await obtain(path, hash);
      if (!file) throw new Error(`not the file of this version: ${path}`);
      await store(hash, file);
    }
  };
  try {
    await Promise.all(Array.from({ length: PARALLEL }, work));
    return true;
  } catch (error) {
    queue.length = 0;
    if (error instanceof DOMException && error.name === "QuotaExceededError") return false;
    throw error;
  }
}
