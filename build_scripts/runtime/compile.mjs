// Runs compile_inside.py inside Pyodide under Node:
//     node compile.mjs PYODIDE_FOLDER TOOLS_FOLDER WORK_FOLDER OPTIMIZE
// The tools are pyodide-build's wheels; the work folder has in/ and out/; OPTIMIZE is Python's -O (0 to 2).
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

// Node would print the line that threw, which in Pyodide is a megabyte long.
process.once("uncaughtException", (error) => {
  console.error(error.message);
  process.exit(1);
});

const [pyodideFolder, tools, work, optimize] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(pyodideFolder, "pyodide.mjs")).href);
const { SOURCE_DATE_EPOCH } = process.env;

const pyodide = await loadPyodide({
  indexURL: pyodideFolder,
  // Bytecode and archives come out the same every time: fixed time, fixed hashes.
  env: { HOME: "/home/pyodide", PYTHONHASHSEED: "0", PYTHONOPTIMIZE: optimize, SOURCE_DATE_EPOCH },
});
for (const [place, root] of [["/tools", tools], ["/work", work]]) {
  pyodide.FS.mkdirTree(place);
  pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root }, place);
}
const { path } = pyodide.pyimport("sys");
for (const name of (await readdir(tools)).sort()) path.append(`/tools/${name}`);
const script = new URL("compile_inside.py", import.meta.url);
pyodide.runPython(await readFile(script, "utf8"), { filename: "compile_inside.py" });
