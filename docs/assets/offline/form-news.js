/**
 * The self-assessment and its offline copy: once the checker runs, it is kept, so that next time it
 * starts without a network; and where it cannot start because a new version has replaced its files,
 * the page says so. A form under the control of the service worker goes on with its own files.
 */

const REPLACED = ["download", "start", "altered"]; // reasons that a replaced file can give

/**
 * @param {HTMLElement} form
 * @param {import("./bar.js").Bar} bar
 * @param {(groups: string[]) => void} ask to keep groups beside the page's own
 */
export function watchForm(form, bar, ask) {
  let asked = false;
  const look = () => {
    const { status, reason = "", edition } = form.dataset;
    const own = ["form", `assessment/${edition}`];
    if (status === "idle" && !asked) ask(own);
    if (status === "ready") ask([...own, "runtime"]);
    asked = true;
    if (status === "failed" && REPLACED.includes(reason)) {
      isReplaced(form).then((replaced) => replaced && bar.show("replaced", () => location.reload()));
    }
  };
  new MutationObserver(look).observe(form, { attributeFilter: ["data-status"] });
  look();
}

/**
 * Whether the server has another version of this very page. What the form loads stands under an address
 * made from its content (build_scripts/site/form_address.py).
 * @param {HTMLElement} form
 */
async function isReplaced(form) {
  try {
    const response = await fetch(location.pathname, { cache: "no-store" });
    if (!response.ok) return false;
    const there = new DOMParser().parseFromString(await response.text(), "text/html");
    const data = there.querySelector("#self-assessment")?.getAttribute("data-data");
    return Boolean(data) && data !== form.dataset.data;
  } catch {
    return false; // no network: nothing is known
  }
}
