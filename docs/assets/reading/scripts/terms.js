/**
 * Explains a term of the glossary where it stands: under the pointer, at a tap, with the keyboard's focus.
 * The explanation is in the list at the foot of the page, to which each term is a plain link; a browser
 * without popovers simply follows it.
 */
(() => {
  const terms = document.querySelectorAll("a.term");
  if (!terms.length || !("popover" in HTMLElement.prototype)) return;
  const GRACE_MS = 250; // for the way of the pointer from the term to its explanation
  const GAP = 6;

  const box = document.createElement("div");
  box.className = "term-box";
  box.popover = "auto"; // the browser closes it at Escape and at a tap elsewhere
  box.setAttribute("role", "tooltip");
  const list = box.appendChild(document.createElement("dl"));
  (terms[0].closest("article") ?? document.body).append(box);
  /** @type {HTMLElement | null} */
  let shown = null;
  let leaving = 0;

  function place() {
    if (!shown) return;
    const lines = [...shown.getClientRects()]; // it may run over two
    const [line, last] = [lines[0], lines[lines.length - 1]];
    const { width, height } = box.getBoundingClientRect();
    const below = last.bottom + GAP + height <= innerHeight;
    box.style.top = `${below ? last.bottom + GAP : Math.max(0, line.top - GAP - height)}px`;
    box.style.left = `${Math.max(GAP, Math.min(line.left, document.documentElement.clientWidth - width - GAP))}px`;
  }

  /** @param {HTMLAnchorElement} term */
  function show(term) {
    clearTimeout(leaving);
    const entry = document.getElementById(term.hash.slice(1));
    if (!entry) return;
    if (shown !== term) list.replaceChildren(...[...entry.children].map((part) => part.cloneNode(true)));
    shown = term;
    if (!box.matches(":popover-open")) box.showPopover();
    place();
  }

  function leave() {
    clearTimeout(leaving);
    leaving = setTimeout(() => box.hidePopover(), GRACE_MS);
  }

  for (const term of /** @type {NodeListOf<HTMLAnchorElement>} */ (terms)) {
    term.addEventListener("pointerenter", ({ pointerType }) => pointerType === "mouse" && show(term));
    term.addEventListener("pointerleave", ({ pointerType }) => pointerType === "mouse" && leave());
    term.addEventListener("focus", () => term.matches(":focus-visible") && show(term));
    term.addEventListener("blur", () => (box.matches(":hover") ? leave() : box.hidePopover())); // what comes next must be seen
    term.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // the link, as everywhere
      event.preventDefault();
      show(term);
    });
  }
  box.addEventListener("pointerenter", () => clearTimeout(leaving));
  box.addEventListener("pointerleave", leave);
  box.addEventListener("toggle", ({ newState }) => newState === "closed" && (shown = null));
  for (const move of ["scroll", "resize"]) addEventListener(move, place, { passive: true });
})();
