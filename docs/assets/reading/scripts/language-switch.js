/** A link to the other language of this page leads to the same place on it: what the address names by then. */
/** @type {NodeListOf<HTMLAnchorElement>} */
const otherLanguage = document.querySelectorAll(".language-switch, .prevails a[hreflang]");
for (const link of otherLanguage) {
  for (const way of ["click", "auxclick", "contextmenu"]) {
    link.addEventListener(way, () => (link.hash = location.hash));
  }
}
