/**
 * Material's search box listens to `keyup` only: pasted text and what an input method commits would give
 * nothing. Tell it about every change, also while an input method is composing, as long as it composes
 * letters: the search reads pinyin. Other half-composed signs (Zhuyin, strokes) mean nothing yet.
 */
const LETTERS = /^[\p{Script=Latin}\p{N}\s'’]*$/u;

/** @param {HTMLInputElement} box */
function listen(box) {
  const tell = () => box.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  box.addEventListener("input", (event) => {
    if (!event.isComposing || LETTERS.test(event.data ?? "")) tell();
  });
  box.addEventListener("compositionend", tell);
  document.addEventListener(
    "keyup",
    (event) => {
      if (event.target === box && event.isComposing) event.stopPropagation();
    },
    true,
  );
}

/** @param {HTMLInputElement} box @param {string} question */
function ask(box, question) {
  box.value = question;
  box.focus();
  box.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

/**
 * Where nothing was found, the list holds help (assets/search/nothing-found.js): say so above it, and let a click
 * on a near term ask for it.
 * @param {Element} result
 * @param {HTMLInputElement} box
 */
function explain(result, box) {
  const meta = result.firstElementChild;
  const list = result.lastElementChild;
  if (!meta || !list) return;
  new MutationObserver(() => {
    const none = list.querySelector("[data-search-none]")?.getAttribute("data-search-none");
    if (none && meta.textContent !== none) meta.textContent = none;
  }).observe(list, { childList: true });
  list.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const term = link?.querySelector("[data-search-term]");
    if (!term) return;
    event.preventDefault();
    event.stopPropagation();
    ask(box, term.getAttribute("data-search-term") ?? "");
  });
}

/** @type {NodeListOf<HTMLInputElement>} */
const boxes = document.querySelectorAll("[data-md-component=search-query]");
for (const box of boxes) {
  listen(box);
  const result = box.closest("[data-md-component=search]")?.querySelector("[data-md-component=search-result]");
  if (result) explain(result, box);
}

/**
 * Who comes back from a result finds the question and its list again. The question stays in the browser's own history:
 * in the address it would go to the host.
 * @param {Event} event
 */
function keepQuestion(event) {
  const box = search?.querySelector("[data-md-component=search-query]");
  if (!(event instanceof MouseEvent)) return;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || !(box instanceof HTMLInputElement)) return;
  if (link.pathname === location.pathname || event.ctrlKey || event.metaKey || event.shiftKey) return;
  history.replaceState({ ...history.state, question: box.value }, "");
}

/** Asked again once only: a search that was closed stays closed when the page is loaded anew. */
function askAgain() {
  const { question, ...rest } = history.state ?? {};
  const box = search?.querySelector("[data-md-component=search-query]");
  if (!question || !(box instanceof HTMLInputElement)) return;
  history.replaceState(rest, "");
  ask(box, question);
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
  results.addEventListener("click", keepQuestion);
  addEventListener("pageshow", askAgain);
}
search?.addEventListener("keydown", (event) => {
  if (event instanceof KeyboardEvent && event.key === "Tab") event.stopPropagation();
});
addEventListener("focusin", ({ target }) => {
  const toggle = document.querySelector("#__search");
  if (!(toggle instanceof HTMLInputElement) || !toggle.checked) return;
  if (target instanceof Element && !search?.contains(target)) toggle.click();
});
