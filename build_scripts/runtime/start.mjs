// Starts a runtime folder made by folder.py under Node, the way worker.js does in a browser.
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";

/** @typedef {(settings: object) => Promise<any>} Create makes Emscripten's module; any: it has no types */

/**
 * @param {string} runtime the folder with runtime.json
 * @param {(create: Create) => object} [options] more options for loadPyodide, given what makes its module
 * @returns {Promise<any>} Pyodide, with py_checker to be imported; any: the copy that is started has no types
 */
export async function startRuntime(runtime, options = () => ({})) {
  const manifest = JSON.parse(await readFile(join(runtime, "runtime.json"), "utf8"));
  const folder = join(runtime, manifest.folder);
  const place = await mkdtemp(join(tmpdir(), "runtime-"));
  try {
    // A browser goes by the type that the server tells; Node by the name, and wants .mjs.
    for (const name of ["pyodide", "pyodide.asm"]) await copyFile(join(folder, `${name}.js`), join(place, `${name}.mjs`));
    await writeFile(join(place, "python.zip"), gunzipSync(await readFile(join(folder, "python.zip.bin"))));
    const { loadPyodide } = await import(pathToFileURL(join(place, "pyodide.mjs")).href);
    const { default: createPyodideModule } = await import(pathToFileURL(join(place, "pyodide.asm.mjs")).href);
    return await loadPyodide({
      indexURL: folder + sep,
      stdLibURL: join(place, "python.zip"),
      lockFileContents: manifest.lock,
      createPyodideModule,
      ...options(createPyodideModule),
    });
  } finally {
    await rm(place, { recursive: true });
  }
}
