/** On paper everything is open: what a reader had folded is folded again afterwards. */
/** @type {HTMLDetailsElement[]} */
const folded = [];

addEventListener("beforeprint", () => {
  /** @type {NodeListOf<HTMLDetailsElement>} */
  const boxes = document.querySelectorAll("details:is(.who, .coverage__list):not([open])");
  folded.push(...boxes);
  for (const box of folded) box.open = true;
});

addEventListener("afterprint", () => {
  for (const box of folded.splice(0)) box.open = false;
});
