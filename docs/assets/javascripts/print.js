/** On paper everything is open: what a reader had folded is folded again afterwards. */
const folded = [];

addEventListener("beforeprint", () => {
  folded.push(...document.querySelectorAll("details:is(.who, .coverage__list):not([open])"));
  for (const box of folded) box.open = true;
});

addEventListener("afterprint", () => {
  for (const box of folded.splice(0)) box.open = false;
});
