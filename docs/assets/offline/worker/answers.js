/**
 * What a request gets: the kept file of its page's version; else the server's, if it is that very file.
 * Where the server has another version already, a page is left to the server altogether, and a part of
 * an open page is refused: never a page of one version with the rules of another.
 */

const LARGE = new Set(SITE.large); // proved by the self-assessment's own worker, which counts what comes in
const REFUSED = { status: 410, statusText: "of another version" };

/**
 * @param {URL} url
 * @param {Files} files
 * @returns {{ place?: Place, folder?: boolean } | undefined} the file, or that a slash is missing
 */
function locate(url, files) {
  let path;
  try {
    path = decodeURIComponent(url.href.slice(HOME.length).split(/[?#]/)[0]);
  } catch {
    return undefined; // no path of ours
  }
  const place = files.get(path) ?? (/(^|\/)$/.test(path) ? files.get(`${path}index.html`) : undefined);
  if (place) return { place };
  return files.has(`${path}/index.html`) ? { folder: true } : undefined;
}

/** @param {FetchEvent} event */
async function answer(event) {
  const { request } = event;
  const url = new URL(request.url);
  const opens = request.mode === "navigate";
  const files = opens ? OWN : await filesFor(event);
  const found = files && locate(url, files);
  if (found?.folder) {
    url.pathname += "/";
    return Response.redirect(url.href, 302);
  }
  try {
    if (!found?.place) return await fetch(request);
    const again = request.cache === "reload"; // the self-assessment does not believe what it was given
    const file = (again ? undefined : await kept(found.place)) ?? (await take(event, found.place));
    return request.headers.has("range") ? part(file, request.headers.get("range") ?? "") : file;
  } catch (error) {
    if (opens) return offlinePage(url, found ? 503 : 404);
    throw error;
  }
}

/**
 * A file that is not kept yet: from the server, proved, and kept.
 * @param {FetchEvent} event
 * @param {Place} place
 */
async function take(event, { path, hash }) {
  const opens = event.request.mode === "navigate";
  const response = await fetch(event.request);
  if (!response.ok) {
    if (opens) await assign(event.resultingClientId, NETWORK);
    return response;
  }
  if (LARGE.has(path)) {
    event.waitUntil(keepIfRight(response.clone(), path, hash));
    return response;
  }
  const bytes = await response.arrayBuffer();
  const right = (await digest(bytes)) === hash;
  const file = right ? asFile(path, bytes, response.headers) : await obtain(path, hash, ["reload"]);
  if (file) {
    event.waitUntil(store(hash, file.clone()).catch(() => undefined)); // no room: it is fetched again
    return file;
  }
  event.waitUntil(registration.update().catch(() => undefined));
  if (!opens) return new Response(null, REFUSED);
  await assign(event.resultingClientId, NETWORK);
  return asFile(path, bytes, response.headers);
}

/**
 * @param {Response} response
 * @param {string} path
 * @param {string} hash
 */
async function keepIfRight(response, path, hash) {
  try {
    const bytes = await response.arrayBuffer();
    if ((await digest(bytes)) === hash) await store(hash, asFile(path, bytes, response.headers));
  } catch {
    // broken off, or no room: it is fetched again
  }
}

/**
 * @param {Response} file
 * @param {string} range
 */
async function part(file, range) {
  const wanted = /^bytes=(\d+)-(\d*)$/.exec(range);
  if (!wanted || !file.ok || file.status === 206) return file;
  const body = await file.blob();
  const first = Number(wanted[1]);
  const last = Math.min(wanted[2] ? Number(wanted[2]) : Infinity, body.size - 1);
  const headers = new Headers(file.headers);
  if (first > last) {
    headers.set("content-range", `bytes */${body.size}`);
    return new Response(null, { status: 416, headers });
  }
  headers.set("content-range", `bytes ${first}-${last}/${body.size}`);
  headers.set("content-length", String(last - first + 1));
  return new Response(body.slice(first, last + 1, body.type), { status: 206, headers });
}

/**
 * The page that says what is missing, at the address that was asked for, so that reloading it asks again.
 * @param {URL} url
 * @param {number} status 503 for a page of the site that is not kept here, 404 for none of the site's
 */
async function offlinePage(url, status) {
  const names = Object.keys(SITE.offline).sort((one, other) => other.length - one.length);
  const folder = names.find((name) => url.href.startsWith(HOME + name)) ?? "";
  const place = OWN.get(SITE.offline[folder]);
  const file = place && (await kept(place));
  if (!place || !file) return Response.error();
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
