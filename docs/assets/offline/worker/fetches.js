/**
 * What a request gets: the kept file of its page's version; else the server's, if it is that very file.
 * Where the server has another version already, a page is left to the server altogether, and a part of
 * an open page is refused: never a page of one version with the rules of another.
 */

/** Named after their content, and proved by the self-assessment's own worker, which counts what comes in. */
const LARGE = new Set(Object.entries(SITE.twins).flat().map(addressOf));
const REFUSED = { status: 410, statusText: "of another version" };

/** @param {FetchEvent} event */
async function answer(event) {
  const { request } = event;
  const url = new URL(request.url);
  const opens = request.mode === "navigate";
  const files = opens ? OWN : await filesFor(event);
  const address = addressOf(request.url.slice(HOME.length));
  const place = files?.get(address);
  if (files?.has(`${address}/`)) {
    url.pathname += "/";
    return Response.redirect(url.href, 302);
  }
  try {
    if (!place) return await fetch(request);
    const again = request.cache === "reload"; // the self-assessment does not believe what it was given
    return (again ? undefined : await kept(place)) ?? (await take(event, place));
  } catch (error) {
    if (opens) return offlinePage(url, place ? 503 : 404);
    throw error;
  }
}

/**
 * A file that is not kept yet: from the server, proved, and kept.
 * @param {FetchEvent} event
 * @param {Place} place
 */
async function take(event, place) {
  const { request } = event;
  if (LARGE.has(place.address)) return fetch(request);
  const file = await obtain(place);
  if (file) {
    event.waitUntil(store(place.hash, file.clone()).catch(() => undefined)); // no room: it is fetched again
    return file;
  }
  event.waitUntil(registration.update().catch(() => undefined));
  if (request.mode !== "navigate") return new Response(null, REFUSED);
  await assign(event.resultingClientId, NETWORK);
  return fetch(request);
}

/**
 * The page that says what is missing, at the address that was asked for, so that reloading it asks again.
 * @param {URL} url
 * @param {number} status 503 for a page of the site that is not kept here, 404 for none of the site's
 */
async function offlinePage(url, status) {
  const names = Object.keys(SITE.offline).sort((one, other) => other.length - one.length);
  const folder = names.find((name) => url.href.startsWith(HOME + name)) ?? "";
  const place = OWN.get(addressOf(SITE.offline[folder]));
  const file = place && (await kept(place));
  if (!file) return Response.error();
  const base = HOME + folder; // its links are relative to its own address
  const html = (await file.text())
    .replace("<head>", `<head><base href="${base.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}">`)
    .replace(/"base": ?"\."/, `"base": ${JSON.stringify(base)}`);
  return new Response(html, { status, headers: file.headers });
}

addEventListener("fetch", (/** @type {FetchEvent} */ event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(HOME)) return;
  if (request.url.startsWith(HOME + SITE.apart)) return; // large files to take away
  event.respondWith(answer(event));
});
