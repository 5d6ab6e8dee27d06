/** A link to the other language of this page leads to the same place on it: what the address names by then. */
for (const link of document.querySelectorAll(".language-switch, .prevails a[hreflang]")) {
  for (const way of ["click", "auxclick", "contextmenu"]) {
    link.addEventListener(way, () => (link.hash = location.hash));
  }
}
