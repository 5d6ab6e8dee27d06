/**
 * The offline copy, as a page sees it: starts the service worker once the page stands, asks it to keep
 * what the visitor uses, and tells of updates. Where there is no service worker (an old browser, plain
 * http, storage forbidden) the page is what it was.
 */

import { Bar } from "./bar.js";
import { watchForm } from "./form-news.js";

const HOME = new URL("../../", import.meta.url);
const WORKER = new URL("sw.js", HOME).href;

const page = document.documentElement;
const form = document.querySelector("#self-assessment");
const bar = new Bar();

/** Resolves when the page has nothing more urgent to do. */
async function idle() {
  if (document.readyState !== "complete") await new Promise((done) => addEventListener("load", done, { once: true }));
  const wait = globalThis.requestIdleCallback ?? setTimeout; // Safari has no idle callback
  await new Promise((done) => wait(done));
}

/** @returns {Promise<ServiceWorkerRegistration | undefined>} */
async function register() {
  if (!("serviceWorker" in navigator) || !isSecureContext) return undefined;
  try {
    return await navigator.serviceWorker.register(WORKER, { updateViaCache: "none" });
  } catch {
    return undefined; // forbidden, or no sw.js here
  }
}

/**
 * @param {ServiceWorkerRegistration} registration
 * @param {string[]} groups beside this page's own
 */
async function keep(registration, groups) {
  const { active } = await navigator.serviceWorker.ready;
  (registration.active ?? active)?.postMessage({ type: "keep", page: location.href, groups });
}

/**
 * Tell of a version that waits, that cannot be installed, or that another window has put in place.
 * @param {ServiceWorkerRegistration} registration
 */
function announce(registration) {
  let accepted = false;

  const accept = async () => {
    accepted = true;
    const { waiting } = registration;
    if (waiting) {
      waiting.addEventListener("statechange", () => waiting.state === "activated" && location.reload());
      waiting.postMessage({ type: "activate" });
    } else location.reload();
  };
  // What the server sends is never what its list says (a server that rewrites pages): do without the copy.
  const giveUp = async () => {
    const there = await fetch(WORKER, { cache: "no-store" }).catch(() => undefined);
    if (!there?.ok) return;
    await registration.unregister();
    location.reload();
  };
  const tell = () => registration.waiting && navigator.serviceWorker.controller && bar.show("update", accept);

  registration.addEventListener("updatefound", () => {
    const { installing, active } = registration;
    if (!installing || !active) return; // the first version is no news
    let last = installing.state;
    installing.addEventListener("statechange", () => {
      if (installing.state === "installed") bar.show("update", accept);
      if (installing.state === "redundant" && last === "installing" && navigator.serviceWorker.controller) {
        bar.show("update", giveUp);
      }
      last = installing.state;
    });
  });
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (!accepted) bar.show("elsewhere", () => location.reload());
  });
  const look = () => registration.update().then(tell, () => undefined);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
  addEventListener("online", look);
  addEventListener("pageshow", (event) => event.persisted && look());
  tell();
}

async function start() {
  await idle();
  const registration = await register();
  /** @type {(groups: string[]) => void} */
  let ask = () => undefined;
  if (registration) {
    announce(registration);
    navigator.serviceWorker.addEventListener("message", ({ data }) => {
      if (data.type !== "kept" || !data.complete) return;
      page.dataset.kept = data.groups.includes("runtime") ? "checker" : (page.dataset.kept ?? "pages");
    });
    // Who saves data gets no pages in advance; what was loaded anyway is kept.
    const saves = /** @type {any} */ (navigator).connection?.saveData === true; // any: TypeScript knows no `connection`
    ask = (groups) => void (saves && !groups.includes("runtime") ? null : keep(registration, groups));
  }
  if (form instanceof HTMLElement) watchForm(form, bar, ask);
  else ask([]);
}

start();
