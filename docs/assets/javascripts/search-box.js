/**
 * Material's search box listens to `keyup` only: pasted text and what an input method commits would
 * give nothing. Tell it about every change, except while an input method is still composing.
 */
for (const box of document.querySelectorAll("[data-md-component=search-query]")) {
  const tell = () => box.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  box.addEventListener("input", (event) => event.isComposing || tell());
  box.addEventListener("compositionend", tell);
}

/**
 * Material closes the search at the Tab key, before its results can be reached. Here Tab goes to them, and the
 * search is closed when the focus is elsewhere.
 */
const search = document.querySelector("[data-md-component=search]");
const results = search?.querySelector("[data-md-component=search-result]");
if (results) {
  new MutationObserver(() => {
    for (const link of results.querySelectorAll("[href][tabindex='-1']")) link.removeAttribute("tabindex");
  }).observe(results, { childList: true, subtree: true });
}
search?.addEventListener("keydown", (event) => {
  if (event instanceof KeyboardEvent && event.key === "Tab") event.stopPropagation();
});
addEventListener("focusin", ({ target }) => {
  const toggle = document.querySelector("#__search");
  if (!(toggle instanceof HTMLInputElement) || !toggle.checked) return;
  if (target instanceof Element && !search?.contains(target)) toggle.click();
});
