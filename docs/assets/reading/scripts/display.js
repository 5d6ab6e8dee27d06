/**
 * How a visitor wants pages shown: large text, both languages side by side. Each is a switch, remembered on
 * this device as a display preference. A classic script in the head, run before anything is drawn: no page
 * shows in the other way first.
 */
(() => {
  const WAYS = ["large-text", "side-by-side"];
  const page = document.documentElement;

  // What needs a script has its place from the first moment on: the switches, and where modules run, their forms.
  page.toggleAttribute("data-switches", true);
  page.toggleAttribute("data-scripts", location.protocol !== "file:");

  /**
   * @param {string} way
   * @returns {boolean | null} null where the browser does not let us look
   */
  function remembered(way) {
    try {
      return localStorage.getItem(`baise-${way}`) !== null;
    } catch {
      return null;
    }
  }

  /**
   * @param {string} way
   * @param {boolean} on
   */
  function remember(way, on) {
    try {
      if (on) localStorage.setItem(`baise-${way}`, "on");
      else localStorage.removeItem(`baise-${way}`); // nothing stays behind
    } catch {
      // Storage is full or forbidden: the choice holds for this page.
    }
  }

  /**
   * @param {string} way
   * @param {boolean} on
   */
  function show(way, on) {
    page.toggleAttribute(`data-${way}`, on);
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`[data-${way}-switch]`))) {
      button.setAttribute("aria-pressed", String(on));
    }
  }

  function follow() {
    for (const way of WAYS) show(way, remembered(way) ?? page.hasAttribute(`data-${way}`));
  }

  follow();
  addEventListener("DOMContentLoaded", follow);
  addEventListener("pageshow", follow); // brought back from the browser's memory
  addEventListener("storage", follow); // switched in another window
  addEventListener("click", ({ target }) => {
    const way = WAYS.find((name) => target instanceof Element && target.closest(`[data-${name}-switch]`));
    if (!way) return;
    const on = !page.hasAttribute(`data-${way}`);
    remember(way, on);
    show(way, on);
  });
})();
