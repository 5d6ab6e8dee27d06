// Answers messages with the shipped runtime, in real Pyodide under Node:
//     node pyodide_respond.mjs started|restored RUNTIME_FOLDER RULEBOOK.json MESSAGES.json > responses.json
import { readFile } from "node:fs/promises";
import { startRuntime } from "../../build_scripts/runtime/start.mjs";
import { startRestored } from "./pyodide_restored.mjs";

process.once("uncaughtException", (error) => {
  console.error(error.message);
  process.exit(1);
});

const [way, folder, rulebook, messages] = process.argv.slice(2);
const pyodide = await (way === "restored" ? startRestored(folder) : startRuntime(folder));
const { Checker } = pyodide.pyimport("py_checker");
const checker = Checker(await readFile(rulebook, "utf8"));
const texts = JSON.parse(await readFile(messages, "utf8"));
process.stdout.write(JSON.stringify(texts.map((/** @type {string} */ text) => checker.respond(text))));
