/**
 * Large text: a switch in the header of every page, remembered on this device as a display preference.
 * A classic script in the head, run before anything is drawn: no page shows in the other size first.
 */
(() => {
  const KEY = "baise-large-text";
  const page = document.documentElement;

  page.toggleAttribute("data-scripts", location.protocol !== "file:"); // modules run: their forms can be shown

  /** @returns {boolean | null} null where the browser does not let us look */
  function remembered() {
    try {
      return localStorage.getItem(KEY) !== null;
    } catch {
      return null;
    }
  }

  /** @param {boolean} large */
  function remember(large) {
    try {
      if (large) localStorage.setItem(KEY, "on");
      else localStorage.removeItem(KEY); // nothing stays behind
    } catch {
      // Storage is full or forbidden: the choice holds for this page.
    }
  }

  /** @param {boolean} large */
  function show(large) {
    page.toggleAttribute("data-large-text", large);
    for (const button of document.querySelectorAll("[data-large-text-switch]")) {
      button.setAttribute("aria-pressed", String(large));
      button.hidden = false;
    }
  }

  const follow = () => show(remembered() ?? page.hasAttribute("data-large-text"));

  follow();
  addEventListener("DOMContentLoaded", follow);
  addEventListener("pageshow", follow); // brought back from the browser's memory
  addEventListener("storage", follow); // switched in another window
  addEventListener("click", ({ target }) => {
    if (!(target instanceof Element) || !target.closest("[data-large-text-switch]")) return;
    const large = !page.hasAttribute("data-large-text");
    remember(large);
    show(large);
  });
})();
