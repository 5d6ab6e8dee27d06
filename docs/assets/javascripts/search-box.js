/**
 * Material's search box listens to `keyup` only: pasted text and what an input method commits would
 * give nothing. Tell it about every change, except while an input method is still composing.
 */
for (const box of document.querySelectorAll("[data-md-component=search-query]")) {
  const tell = () => box.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  box.addEventListener("input", (event) => event.isComposing || tell());
  box.addEventListener("compositionend", tell);
}
