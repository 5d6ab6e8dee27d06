/**
 * "Report an error": where a sentence is marked in the address, the mail names it, and a link stands beside it.
 * Words and addresses stand in the link at the end of the page, which works without this script.
 */
(() => {
  const found = document.querySelector(".page-end__report");
  if (!found) return;
  const link = /** @type {HTMLAnchorElement} */ (found);
  const words = link.dataset;
  const plain = link.textContent ?? "";
  const beside = document.createElement("a");
  beside.className = "page-end__beside";
  beside.textContent = words.here ?? "";

  /** @param {string | undefined} text @param {string} clause */
  const filled = (text, clause) => (text ?? "").replace("{address}", location.href).replace("{clause}", clause);

  function follow() {
    let id = "";
    try {
      id = decodeURIComponent(location.hash.slice(1));
    } catch {
      // no id of ours
    }
    const clause = id ? document.getElementById(id) : null;
    const named = clause?.classList.contains("clause") ? id : "";
    const subject = filled(words.subject, named).trim();
    const body = filled(words.body, named).replaceAll("\n", "\r\n");
    link.href = `mailto:${words.to}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
    link.textContent = named ? filled(words.clause, named) : plain;
    beside.remove();
    if (!clause || !named) return;
    beside.href = link.href;
    beside.setAttribute("aria-label", `${words.here} ${named}`);
    const mark = clause.nextElementSibling;
    (mark?.classList.contains("clause-link") ? mark : clause).after(beside);
  }

  follow();
  addEventListener("hashchange", follow);
})();
