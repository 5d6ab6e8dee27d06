/**
 * The store of the offline copy: file contents under their SHA-256, so that a file that two versions
 * or two languages share is fetched and kept once, and nothing is ever served that is not what its
 * version's list says. build_scripts/site/offline_copy.py joins these parts into sw.js and writes SITE above them.
 */

/** @typedef {{ address: string, hash: string, group: string }} Place a file of a version; a page by its folder */

const HOME = registration.scope; // ends with a slash; the site may stand in any folder
const STORE = `guide files ${HOME}`;
const PARALLEL = 4; // downloads at a time, so that the page at hand is not held up
const HASH_DIGITS = 32; // as the list has them

/** @param {string} hash */
const keyOf = (hash) => `${HOME}kept/${hash}`;

/** @param {string} path */
const addressOf = (path) => new URL(HOME + path).href.replace(/[?#].*/, "").replace(/\/index\.html$/, "/");

/** @param {ArrayBuffer} bytes */
async function digest(bytes) {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(sum, (byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, HASH_DIGITS);
}

/**
 * The kept file, as a response without an address: it takes that of its request, as relative imports need it.
 * @param {Place} place
 * @returns {Promise<Response | undefined>} storage that fails is like storage that is empty
 */
async function kept({ hash }) {
  const hit = await caches.match(keyOf(hash), { cacheName: STORE }).catch(() => undefined);
  return hit && new Response(hit.body, hit);
}

/**
 * Fetch a file and prove that it is the one of this list: the browser's HTTP cache may hold an older one.
 * @param {Place} place
 * @param {RequestPriority} [priority]
 * @returns {Promise<Response | undefined>} undefined where the server has another; throws without a network
 */
async function obtain({ address, hash }, priority) {
  for (const cache of /** @type {RequestCache[]} */ (["default", "reload"])) {
    const response = await fetch(address, { cache, priority });
    const bytes = await response.arrayBuffer();
    if (!response.ok || (await digest(bytes)) !== hash) continue;
    const headers = new Headers(response.headers); // Content-Encoding stays: it tells what the host does
    for (const name of ["content-length", "vary"]) headers.delete(name);
    return new Response(bytes, { headers });
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
 * Fetch what is not there yet; throws where a file cannot be had, or the device has no more room.
 * @param {Place[]} places the most needed first
 */
async function download(places) {
  const there = new Set((await (await caches.open(STORE)).keys()).map(({ url }) => url));
  const queue = places.filter(({ hash }) => !there.has(keyOf(hash)));
  const work = async () => {
    for (let place = queue.shift(); place; place = queue.shift()) {
      const file = await obtain(place, "low");
      if (!file) throw new Error(`not the file of this version: ${place.address}`);
      await store(place.hash, file);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work)).finally(() => (queue.length = 0));
}
