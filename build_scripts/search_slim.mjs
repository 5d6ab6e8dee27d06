/**
 * Leaves out of a library the methods of its classes that nobody calls: those whose name stands nowhere in the
 * scripts that use it, nor in what is left of the library itself.
 * `node search_slim.mjs <others> <library.js> <user.js>…` writes the library to standard output; `others` are
 * names, with commas between, that the users call on something else (`replace` of a string).
 */
import { readFileSync } from "node:fs";
import { parse, tokenizer } from "acorn";

const OPTIONS = { ecmaVersion: "latest", sourceType: "module" };
const [others, ...paths] = process.argv.slice(2);
const [library, ...users] = paths.map((path) => readFileSync(path, "utf8"));

/** The names in a script: all that may be called by it. @param {string} script @returns {string[]} */
const names = (script) =>
  [...tokenizer(script, OPTIONS)].filter(({ type }) => ["name", "string"].includes(type.label)).map(({ value }) => value);

const methods = parse(library, OPTIONS)
  .body.filter((node) => node.type === "ClassDeclaration")
  .flatMap((node) => node.body.body)
  .filter((node) => node.type === "MethodDefinition" && !node.computed && node.kind !== "constructor")
  .map((node) => ({ name: node.key.name, start: node.start, end: node.end }));

/** The library without some of its parts. @param {{start: number, end: number}[]} parts in order */
function without(parts) {
  const ends = [0, ...parts.map(({ end }) => end)];
  return [...parts.map(({ start }, at) => library.slice(ends[at], start)), library.slice(ends.at(-1))].join("");
}

const used = new Set([...users.flatMap(names), ...names(without(methods))]);
for (const name of others.split(",")) used.delete(name);
let idle = methods;
for (let called = methods; called.length; ) {
  called = idle.filter(({ name }) => used.has(name));
  idle = idle.filter(({ name }) => !used.has(name));
  for (const { start, end } of called) for (const name of names(`class A { ${library.slice(start, end)} }`)) used.add(name);
}
process.stdout.write(without(idle));
