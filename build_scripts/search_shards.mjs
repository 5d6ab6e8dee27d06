/**
 * Files everyday words as the worker will look for them, with the worker's own scripts.
 * Standard input: {index, synonyms: [[typed, text]], asked: [line of each result], characters: {name: {character: what}}}
 * Standard output: {always: [[typed, text]] synonyms of nothing but words that are explained or ignored themselves,
 *   files: {"words-<number>": {synonyms: [[typed, text]], asked: [[result, words]]},
 *   "characters-<number>": {name: {character: what}}}}, as many of each as `index.files` says.
 * `node search_shards.mjs <libraries and scripts of the worker>…`
 */
import { readFileSync } from "node:fs";
import vm from "node:vm";

const BETWEEN = "|";
const context = vm.createContext({ self: {} });
const scripts = process.argv.slice(2).map((path) => readFileSync(path, "utf8").replace(/^export (\{.*|(?=\w))/gm, ""));
vm.runInContext(scripts.join("\n"), context);
const { engine, shardOf } = context.self.siteSearch;

const { index, synonyms, asked, characters } = JSON.parse(readFileSync(0, "utf8"));
const { filedUnder } = engine(index);
const { words: shards, characters: pages } = index.files;

/** @type {{synonyms: Map<string, string[]>, asked: Map<number, string[]>}[]} */
const words = Array.from({ length: shards }, () => ({ synonyms: new Map(), asked: new Map() }));
const file = (/** @type {string} */ word, /** @type {"synonyms" | "asked"} */ kind, /** @type {unknown} */ under) => {
  const found = new Set(filedUnder(word).map((/** @type {string} */ key) => shardOf(key, shards)));
  for (const shard of found) {
    /** @type {Map<unknown, string[]>} */
    const listed = words[shard][kind];
    listed.set(under, [...(listed.get(under) ?? []), word]);
  }
  return found.size > 0;
};
const always = [];
for (const [typed, text] of synonyms) {
  const left = typed.split(BETWEEN).filter((/** @type {string} */ word) => !file(word, "synonyms", text));
  if (left.length) always.push([left.join(BETWEEN), text]);
}
asked.forEach((/** @type {string} */ line, /** @type {number} */ result) => {
  for (const word of line.split(BETWEEN).filter(Boolean)) file(word, "asked", result);
});
/** @type {[string, object][]} */
const written = words.map((one, number) => [
  `words-${number}`,
  {
    synonyms: [...one.synonyms].map(([text, typed]) => [typed.join(BETWEEN), text]),
    asked: [...one.asked].map(([result, listed]) => [result, listed.join(BETWEEN)]),
  },
]);

/** @type {Record<string, Record<string, string>>[]} */
const tables = Array.from({ length: pages }, () => Object.fromEntries(Object.keys(characters).map((name) => [name, {}])));
for (const [name, table] of Object.entries(characters)) {
  for (const [character, what] of Object.entries(table)) tables[shardOf(character, pages)][name][character] = what;
}
for (const [number, table] of tables.entries()) written.push([`characters-${number}`, table]);
process.stdout.write(JSON.stringify({ always, files: Object.fromEntries(written) }));
