// Answers messages with the shipped runtime, in real Pyodide under Node:
//     node pyodide_respond.mjs RUNTIME_FOLDER RULEBOOK.json MESSAGES.json > responses.json
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

process.once("uncaughtException", (error) => {
  console.error(error.message);
  process.exit(1);
});

const [folder, rulebook, messages] = process.argv.slice(2);
const manifest = JSON.parse(await readFile(join(folder, "runtime.json"), "utf8"));
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);
const pyodide = await loadPyodide({ indexURL: folder });
const place = `/lib/${manifest.wheel}`;
pyodide.FS.writeFile(place, new Uint8Array(await readFile(join(folder, manifest.wheel))));
pyodide.pyimport("sys").path.append(place);
const { Checker } = pyodide.pyimport("py_checker");
const checker = Checker(await readFile(rulebook, "utf8"));
const texts = JSON.parse(await readFile(messages, "utf8"));
process.stdout.write(JSON.stringify(texts.map((text) => checker.respond(text))));
