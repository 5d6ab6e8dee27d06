// Answers messages with the benchmark's plain JavaScript:
//     node floor_respond.mjs RULEBOOK.json MESSAGES.json > responses.json
import { readFile } from "node:fs/promises";
import { Floor } from "../../benchmarks/floor.mjs";

const [rulebook, messages] = process.argv.slice(2);
const floor = new Floor(await readFile(rulebook, "utf8"));
const texts = JSON.parse(await readFile(messages, "utf8"));
process.stdout.write(JSON.stringify(texts.map((/** @type {string} */ text) => floor.respond(text))));
