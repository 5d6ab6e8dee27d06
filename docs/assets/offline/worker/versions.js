/**
 * Versions of the site side by side. A version is its list of files. Whoever opened a page of one
 * version is served by that version until the page is left: after an update the notes say which of
 * the open pages and workers belong to an earlier one.
 */

/**
 * @typedef {{ version: string, groups: Record<string, Record<string, string>> }} Site
 * @typedef {Map<string, Place>} Files
 */

const NOTES = `guide notes ${HOME}`;
const NETWORK = ""; // in the place of a version: a page that came from the server, and is left to it

/** @param {string} name */
const note = (name) => `${HOME}notes/${name}`;

/**
 * @param {string} name
 * @returns {Promise<any>} undefined where there is none; any: each note has its own shape
 */
async function read(name) {
  const hit = await caches.match(note(name), { cacheName: NOTES });
  return hit?.json();
}

/**
 * @param {string} name
 * @param {unknown} value
 */
async function write(name, value) {
  await (await caches.open(NOTES)).put(note(name), new Response(JSON.stringify(value)));
}

/**
 * @param {Site} site
 * @returns {Files} by address
 */
function filesOf(site) {
  const all = Object.entries(site.groups).flatMap(([group, files]) =>
    Object.entries(files).map(([path, hash]) => ({ address: addressOf(path), hash, group })),
  );
  return new Map(all.map((place) => [place.address, place]));
}

const OWN = filesOf(SITE);

/** @param {string} version */
async function filesOfVersion(version) {
  if (version === SITE.version) return OWN;
  const site = await read(`versions/${version}`).catch(() => undefined);
  return site && filesOf(site);
}

/** @type {Promise<Record<string, string>> | undefined} version by client; who is not named has our own */
let clientsKnown;

function assigned() {
  clientsKnown ??= read("clients").then(
    (known) => known ?? {},
    () => ({}),
  );
  return clientsKnown;
}

/**
 * @param {string} client
 * @param {string} version
 */
async function assign(client, version) {
  const known = await assigned();
  if (!client || known[client] === version) return;
  known[client] = version;
  await write("clients", known).catch(() => undefined); // at worst forgotten when this worker sleeps
}

/**
 * The files of the version that the asking page or worker belongs to.
 * @param {FetchEvent} event
 * @returns {Promise<Files | undefined>} undefined for one that is left to the server
 */
async function filesFor({ clientId, resultingClientId }) {
  if (registration.active?.state === "activating") await tookOver; // Chromium asks already
  const version = (await assigned())[clientId];
  if (version === undefined) return OWN;
  if (resultingClientId) await assign(resultingClientId, version); // a worker belongs to its page
  return version === NETWORK ? undefined : filesOfVersion(version);
}

/** @type {() => void} */
let tellTookOver = () => undefined;
/** @type {Promise<void>} */
const tookOver = new Promise((done) => (tellTookOver = done));

/** When this version takes over from another, note who still belongs to that one. */
async function takeOver() {
  const before = await read("active");
  const known = await assigned();
  if (before && before !== SITE.version) {
    for (const { id } of await clients.matchAll({ type: "all" })) known[id] ??= before;
  }
  await write("clients", known);
  await write("active", SITE.version);
}

/** Remove what no open page and no version to come can need any more. */
async function tidy() {
  if (registration.installing || registration.waiting) return; // its files are in the store already
  const known = await assigned();
  const open = new Set((await clients.matchAll({ type: "all", includeUncontrolled: true })).map(({ id }) => id));
  for (const id of Object.keys(known)) if (!open.has(id)) delete known[id];
  await write("clients", known);

  const versions = new Set([SITE.version, ...Object.values(known)]);
  const needed = new Set();
  for (const version of versions) {
    for (const { hash } of (await filesOfVersion(version))?.values() ?? []) needed.add(keyOf(hash));
  }
  await sweep(STORE, (address) => needed.has(address));
  const current = new Set([...versions].map((version) => note(`versions/${version}`)));
  await sweep(NOTES, (address) => !address.startsWith(note("versions/")) || current.has(address));
}

/**
 * @param {string} name of a cache
 * @param {(address: string) => boolean} stays
 */
async function sweep(name, stays) {
  const cache = await caches.open(name);
  for (const request of await cache.keys()) if (!stays(request.url)) await cache.delete(request);
}
