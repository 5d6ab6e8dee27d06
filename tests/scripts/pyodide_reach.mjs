// Which modules of the standard library are reached when everything that can happen has happened:
//     node pyodide_reach.mjs stock PYODIDE_FOLDER WHEEL RULEBOOK.json MESSAGES.json
//     node pyodide_reach.mjs shipped|restored RUNTIME_FOLDER - RULEBOOK.json MESSAGES.json
// Prints {imported, missed, told}: modules from the library's zip, modules asked for in vain after the
// start, and what Python said of each fault.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { startRuntime } from "../../build_scripts/runtime/start.mjs";
import { startRestored } from "./pyodide_restored.mjs";

process.once("uncaughtException", (error) => {
  console.error(error.message);
  process.exit(1);
});

const [kind, folder, wheel, rulebook, messages] = process.argv.slice(2);
/** @type {Record<string, (folder: string) => Promise<any>>} any: as in start.mjs */
const ways = { stock: startStock, shipped: startRuntime, restored: startRestored };
const pyodide = await ways[kind](folder);
pyodide.setStderr({ batched() {} });
pyodide.runPython(`
import sys
missed = []
class Spy:
    def find_spec(name, path=None, target=None):
        missed.append(name)
sys.meta_path.append(Spy)
`);

const { Checker } = pyodide.pyimport("py_checker");
const checker = Checker(await readFile(rulebook, "utf8"));
for (const text of JSON.parse(await readFile(messages, "utf8"))) checker.respond(text);

const FAULTS = {
  "a rulebook that is none": () => Checker("{"),
  "a rulebook that is too deep": () => Checker("[".repeat(5000)),
  "a message that is no text": () => checker.respond(undefined),
  "division": "1 / 0",
  "syntax": "x = = 1",
  "recursion": "def f(): return f()\nf()",
  "a huge number": "int('9' * 5000)",
  "a chain": "try:\n    1 / 0\nexcept ZeroDivisionError as error:\n    raise ValueError('over') from error",
  "a group": "raise ExceptionGroup('two', [ValueError('a'), KeyError('b')])",
  "a misspelt name": "coutn = 1; count",
  "a misspelt attribute": "'text'.uper()",
  "a misspelt module": "import jsn",
  "memory": "bytearray(2 ** 40)",
  "bytes that are no text": "bytes([255]).decode()",
  "a date that is none": "import datetime; datetime.date.fromisoformat('2025-02-30')",
  "a warning": "import warnings; warnings.warn('mind')",
  "what nobody can raise": "class Sly:\n    def __del__(self): 1 / 0\ndel Sly().x",
  "a printed fault": "import traceback\ntry:\n    1 / 0\nexcept ZeroDivisionError:\n    traceback.print_exc()",
};
/** @type {Record<string, string>} */
const told = {};
for (const [name, fault] of Object.entries(FAULTS)) {
  try {
    told[name] = String(typeof fault === "string" ? pyodide.runPython(fault) : fault());
  } catch (error) {
    told[name] = String(/** @type {Error} */ (error).message).trim().split("\n").pop() ?? "";
  }
}

const found = pyodide.runPython(`
import json, zipimport
ours = [name for name, module in sys.modules.items()
        if isinstance(getattr(getattr(module, "__spec__", None), "loader", None), zipimport.zipimporter)
        and module.__spec__.loader.archive.endswith("python314.zip") and name.partition(".")[0] != "py_checker"]
json.dumps({"imported": sorted(ours), "missed": sorted(set(missed))})
`);
console.log(JSON.stringify({ ...JSON.parse(found), told }));

async function startStock() {
  const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);
  const python = await loadPyodide({ indexURL: `${folder}/` });
  python.FS.writeFile("/lib/checker.whl", new Uint8Array(await readFile(wheel)));
  python.pyimport("sys").path.append("/lib/checker.whl");
  return python;
}
