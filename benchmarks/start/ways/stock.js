/** Pyodide as its documentation has it: loadPyodide, loadPackage of the wheel. Speaks as the site's worker does. */

/** @type {{ respond(message: string): string }} py_checker's Checker */
let checker;

addEventListener("message", async ({ data }) => {
  if (data.type === "ask") postMessage({ type: "reply", text: checker.respond(data.text) });
  if (data.type !== "start") return;
  try {
    const rules = fetch(data.rulebook).then((response) => response.text());
    const { loadPyodide } = await import(`${data.pyodide}pyodide.mjs`);
    const pyodide = await loadPyodide({ indexURL: data.pyodide });
    await pyodide.loadPackage(data.wheel, { messageCallback() {} });
    checker = pyodide.pyimport("py_checker").Checker(await rules);
    postMessage({ type: "ready" });
  } catch (error) {
    postMessage({ type: "failed", reason: "start", detail: String(error) });
  }
});
