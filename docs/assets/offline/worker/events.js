/**
 * The life of a version: it installs beside the one in use, waits until the visitor agrees or has left,
 * and then takes over. What is kept comes in groups: the files that all pages share, the pages of a
 * language, the form's scripts, the data of an edition, the runtime. A group is kept once a page has asked for it.
 */

/**
 * The files of the groups kept on this device, the most needed first. Of a large file and its packed twin the
 * self-assessment takes the one that suits the host, and asks a small file which that is; the same is kept.
 * @returns {Promise<Place[]>}
 */
async function wanted() {
  const groups = Object.keys(SITE.groups);
  const asked = await Promise.all(groups.map((group) => read(`groups/${group}`)));
  const files = [...OWN.values()].filter(({ group }) => asked[groups.indexOf(group)]);
  const probe = files.find(({ address }) => address === addressOf(SITE.probe));
  if (!probe) return files;
  await download([probe]);
  const plain = (await kept(probe))?.headers.has("content-encoding");
  const idle = (plain ? Object.values(SITE.twins) : Object.keys(SITE.twins)).map(addressOf);
  return files.filter(({ address }) => !idle.includes(address));
}

/**
 * Keep more, at the request of an open page.
 * @param {string} page
 * @param {string[]} more
 */
async function keep(page, more) {
  const own = OWN.get(addressOf(page.slice(HOME.length)))?.group;
  const groups = [SITE.shared, own, ...more].filter((group) => group && group in SITE.groups);
  await Promise.all(groups.map((group) => write(`groups/${group}`, true)));
  await tidy();
  await download(await wanted());
}

addEventListener("install", (/** @type {ExtendableEvent} */ event) => {
  const install = async () => {
    await write(`versions/${SITE.version}`, SITE);
    try {
      await download(await wanted());
    } catch (error) {
      const full = error instanceof DOMException && error.name === "QuotaExceededError";
      if (!full) throw error; // with too little room, what is missing stays on the server
    }
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
    const done = keep(data.page, data.groups).then(() => true, () => false);
    event.waitUntil(done.then((complete) => event.source?.postMessage({ type: "kept", groups: data.groups, complete })));
  }
});
