// Leaves out of Pyodide what only extension modules would call, and we load none:
//     node slim.mjs PYODIDE_FOLDER TARGET_FOLDER CALLER…
// Pyodide hands out every function of CPython, thousands; a browser spends longer on handing them over
// than on anything else when Python's memory is restored. Only those stay whose name stands anywhere in
// Pyodide's own JavaScript or in a CALLER's; what nothing reaches any more is then left out of the
// WebAssembly by Binaryen. Writes pyodide.asm.mjs and pyodide.asm.wasm; what it does not recognise it refuses.
import binaryen from "binaryen";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const GLUE = "pyodide.asm.mjs";
const WASM = "pyodide.asm.wasm";
const NAME = /[A-Za-z_$][\w$]*/g;
// How Emscripten hands out an export, and where it declares the variables for all of them.
const HANDED_OUT = /_\w+=Module\["_\w+"\]=(?:_\w+=)*wasmExports\["(\w+)"\](?:\.value>>>0)?;/g;
const DECLARED = /(?<=var )_\w+(?:,_\w+){1000,}/;

const [folder, target, ...callers] = process.argv.slice(2);
const glue = await readFile(join(folder, GLUE), "utf8");
const handedOut = new Set(Array.from(glue.matchAll(HANDED_OUT), ([, name]) => name));
const [declared] = glue.match(DECLARED) ?? [];
if (!declared || handedOut.size < 1000) throw new Error(`${GLUE} is not written as it used to be: see HANDED_OUT and DECLARED`);

const others = await Promise.all([join(folder, "pyodide.mjs"), ...callers].map((file) => readFile(file, "utf8")));
const named = names([glue.replace(HANDED_OUT, "").replace(declared, ""), ...others].join("\n"));
const isNamed = (/** @type {string} */ name) => named.has(name) || named.has(`_${name}`);

const slim = glue.replace(HANDED_OUT, (whole, name) => (isNamed(name) ? whole : ""));
const used = names(slim.replace(declared, ""));
await writeFile(join(target, GLUE), slim.replace(declared, declared.split(",").filter((name) => used.has(name)).join()));

const bytes = await readFile(join(folder, WASM));
const module = binaryen.readBinary(bytes);
for (const { name } of WebAssembly.Module.exports(new WebAssembly.Module(bytes))) {
  if (!isNamed(name)) module.removeExport(name);
}
module.runPasses(["remove-unused-module-elements"]);
await writeFile(join(target, WASM), module.emitBinary());

/** @param {string} code */
function names(code) {
  return new Set(code.match(NAME));
}
