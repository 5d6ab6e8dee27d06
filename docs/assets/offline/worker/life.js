/**
 * The life of a version: it installs beside the one in use, waits until the visitor agrees or has left,
 * and then takes over. What is kept comes in groups: the files that all pages share, the pages of a
 * language, the form's scripts, the data of an edition, the runtime. A group is kept once a page has asked for it.
 */

/** The groups kept on this device, the most needed first. */
async function groupsKept() {
  const names = new Set(await read("groups"));
  return Object.keys(SITE.groups).filter((name) => names.has(name));
}

/**
 * What to keep of some groups. Of a large file and its packed twin the self-assessment takes the one that
 * suits the host, and asks a small file which that is; the same is kept, perhaps from the browser's own cache.
 * @param {string[]} names
 * @returns {Promise<[string, string][]>} path and hash
 */
async function filesIn(names) {
  const files = names.flatMap((name) => Object.entries(SITE.groups[name]));
  const probe = names.some((name) => SITE.probe in SITE.groups[name]) ? OWN.get(SITE.probe) : undefined;
  if (!probe) return files;
  await download([[probe.path, probe.hash]]);
  const plain = (await kept(probe))?.headers.has("content-encoding");
  const idle = new Set(plain ? Object.values(SITE.twins) : Object.keys(SITE.twins));
  return files.filter(([path]) => !idle.has(path));
}

/** @type {Promise<unknown>} */
let before = Promise.resolve();

/** @param {() => Promise<void>} step that reads and writes the notes: one after the other */
function inTurn(step) {
  const done = before.then(step);
  before = done.catch(() => undefined);
  return done;
}

/**
 * Keep more, at the request of an open page.
 * @param {string} page
 * @param {string[]} more
 * @returns {Promise<boolean>} whether all of it is there now
 */
async function keep(page, more) {
  const place = locate(new URL(page), OWN)?.place;
  const names = [SITE.shared, ...(place ? [place.group] : []), ...more];
  const wanted = names.filter((name) => name in SITE.groups);
  await inTurn(async () => {
    await write("groups", [...new Set([...((await read("groups")) ?? []), ...wanted])]);
    await tidy();
  });
  return download(await filesIn(await groupsKept()));
}

addEventListener("install", (/** @type {ExtendableEvent} */ event) => {
  const install = async () => {
    await write(`versions/${SITE.version}`, SITE);
    await download(await filesIn(await groupsKept())); // too little room: what is missing stays on the server
  };
  event.waitUntil(install());
});

addEventListener("activate", (/** @type {ExtendableEvent} */ event) => {
  event.waitUntil(takeOver().finally(tellTookOver).then(tidy));
});

addEventListener("message", (/** @type {ExtendableMessageEvent} */ event) => {
  const { data } = event;
  if (data.type === "activate") event.waitUntil(skipWaiting());
  if (data.type === "keep") {
    const done = keep(data.page, data.groups).catch(() => false);
    event.waitUntil(done.then((complete) => event.source?.postMessage({ type: "kept", groups: data.groups, complete })));
  }
});
