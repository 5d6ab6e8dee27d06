// Proves that a runtime folder made by runtime.py works: starts it under Node the way the browser
// does, imports py_checker and prints what was found as one line of JSON.
//     node pyodide_boot.mjs RUNTIME_FOLDER
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

// Node would print the line that threw, which in Pyodide is a megabyte long.
process.once("uncaughtException", (error) => {
  console.error(error.message);
  process.exit(1);
});

const [folder] = process.argv.slice(2);
const manifest = JSON.parse(await readFile(join(folder, "runtime.json"), "utf8"));
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);
const pyodide = await loadPyodide({ indexURL: folder });

const place = `/lib/${manifest.wheel}`;
pyodide.FS.writeFile(place, new Uint8Array(await readFile(join(folder, manifest.wheel))));
const sys = pyodide.pyimport("sys");
sys.path.append(place);
const checker = pyodide.pyimport("py_checker");
console.log(JSON.stringify({
  pyodide: pyodide.version,
  python: sys.version.split(" ")[0],
  py_checker: checker.__version__,
  origin: checker.__file__,
}));
