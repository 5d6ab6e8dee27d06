// Proves that a runtime folder made by folder.py works: starts it under Node the way the browser
// does, imports py_checker and prints what was found as one line of JSON.
//     node prove_start.mjs RUNTIME_FOLDER
import { startRuntime } from "./start.mjs";

// Node would print the line that threw, which in Pyodide is a megabyte long.
process.once("uncaughtException", (error) => {
  console.error(error.message);
  process.exit(1);
});

const pyodide = await startRuntime(process.argv[2]);
const sys = pyodide.pyimport("sys");
const checker = pyodide.pyimport("py_checker");
console.log(JSON.stringify({
  pyodide: pyodide.version,
  python: sys.version.split(" ")[0],
  py_checker: checker.__version__,
  origin: checker.__file__,
}));
