/**
 * A service worker that takes the offline copy back: it removes what was kept and then itself.
 * `make serve` sends it in the place of sw.js, so that a preview always shows what was just built;
 * whoever publishes can do the same to withdraw the offline copy from every visitor.
 */
addEventListener("install", () => skipWaiting());

addEventListener("activate", (/** @type {ExtendableEvent} */ event) => {
  const retire = async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith("guide ") && name.endsWith(` ${registration.scope}`)) await caches.delete(name);
    }
    await registration.unregister();
  };
  event.waitUntil(retire());
});
