/**
 * Runs where main.js may not: a classic script in old syntax. When the page has loaded and main.js has not
 * taken it over, the browser is too old for it or a file is missing: say so, and show the whole checklist.
 */
addEventListener("load", function () {
  var root = document.getElementById("self-assessment");
  if (!root || root.hasAttribute("data-js") || location.protocol === "file:") return;
  root.setAttribute("data-reason", "unsupported");
  root.addEventListener("click", function (event) {
    var target = /** @type {Element} */ (event.target);
    if (target.getAttribute("data-action") === "print") print();
  });
});
