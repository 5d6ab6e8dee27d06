/**
 * The module worker in which Python runs. Hears {type: "start", runtime, rulebook} once and then
 * {type: "ask", text}; says {type: "progress", status}, {type: "ready"}, {type: "reply", text} and
 * {type: "failed", reason, detail}.
 */

/** @type {((message: string) => string) | null} py_checker's Checker(rulebook).respond */
let respond = null;

addEventListener("message", ({ data }) => {
  if (data.type === "start") start(data.runtime, data.rulebook);
  if (data.type === "ask" && respond) {
    try {
      postMessage({ type: "reply", text: respond(data.text) });
    } catch (error) {
      fail("stopped", error); // Python itself is broken: respond never raises
    }
  }
});

/**
 * @param {string} runtime address of the folder that build_scripts/runtime.py makes
 * @param {string} rulebook address of rulebook.json
 */
async function start(runtime, rulebook) {
  const refused = await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).catch((error) => error);
  if (refused instanceof Error) return fail("unsupported", refused); // by the page's security policy
  let files;
  try {
    const manifest = await (await get(`${runtime}runtime.json`)).json();
    countDownloads(manifest.files);
    files = await Promise.all([
      import(`${runtime}pyodide.mjs`),
      get(rulebook).then((response) => response.text()),
      get(`${runtime}${manifest.wheel}`).then((response) => response.arrayBuffer()),
      manifest.wheel,
      import(`${runtime}pyodide.asm.mjs`), // Pyodide's own, sooner; a failure then has a name
    ]);
  } catch (error) {
    return fail("download", error);
  }
  try {
    respond = await load(runtime, files);
  } catch (error) {
    return fail("start", error);
  }
  return postMessage({ type: "ready" });
}

/**
 * Start Python, put the wheel on its path, and return the one function that the page calls.
 * @param {string} runtime
 * @param {[any, string, ArrayBuffer, string, any]} files
 */
async function load(runtime, [{ loadPyodide }, rules, wheel, wheelName]) {
  const pyodide = await loadPyodide({ indexURL: runtime });
  const place = `/lib/${wheelName}`;
  pyodide.FS.writeFile(place, new Uint8Array(wheel));
  pyodide.pyimport("sys").path.append(place);
  const checker = pyodide.pyimport("py_checker").Checker(rules);
  return checker.respond;
}

/**
 * Report how many bytes have come in, of all that will, whoever fetches them (Pyodide fetches its
 * own files). Modules are imported, not fetched: their bytes are left out on both sides.
 * @param {Record<string, { bytes: number }>} files by name, from the manifest
 */
function countDownloads(files) {
  const counted = Object.entries(files).filter(([name]) => !name.endsWith("js"));
  const total = counted.reduce((sum, [, file]) => sum + file.bytes, 0);
  const sizes = new Map(counted.map(([name, file]) => [name, file.bytes]));
  const plainFetch = self.fetch;
  let loaded = 0;
  let told = -Infinity;

  self.fetch = async (input, options) => {
    const address = String(input instanceof Request ? input.url : input);
    const size = sizes.get(new URL(address, location.href).pathname.split("/").pop() ?? "");
    const response = await plainFetch(input, options).catch((error) => {
      fail("download", error); // at once: Pyodide may go on waiting for ever
      throw error;
    });
    if (!response.ok) fail("download", `${response.status} ${address}`);
    if (size === undefined || !response.body) return response;
    let here = 0;
    const counter = new TransformStream({
      transform(chunk, controller) {
        here += chunk.byteLength;
        loaded += chunk.byteLength;
        tell();
        controller.enqueue(chunk);
      },
      flush() {
        if (here !== size) fail("download", `${address}: ${here} bytes of ${size}`);
      },
    });
    const { status, statusText } = response;
    const headers = new Headers(response.headers);
    // Pyodide would wait for ever where the server gives the wrong type.
    if (address.endsWith(".wasm")) headers.set("Content-Type", "application/wasm");
    return new Response(response.body.pipeThrough(counter), { status, statusText, headers });
  };

  function tell() {
    const now = performance.now();
    const complete = loaded >= total;
    if (!complete && now - told < 100) return;
    told = now;
    postMessage({ type: "progress", status: { stage: complete ? "starting" : "download", loaded, total } });
  }
}

/** @param {string} address */
async function get(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return response;
}

/**
 * @param {string} reason
 * @param {unknown} detail
 */
function fail(reason, detail) {
  postMessage({ type: "failed", reason, detail: detail instanceof Error ? detail.message : String(detail) });
}
