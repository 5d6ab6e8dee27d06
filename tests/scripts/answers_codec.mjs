// Runs the modules that read and write answers, outside a browser. Takes { jobs: [{ do, page, ... }] } on
// standard input, each with what its function needs, and prints the list of results.
import { readFileSync } from "node:fs";
import { seal, unseal } from "../../docs/assets/self-assessment/keeping/envelope.js";
import { readLink, writeLink } from "../../docs/assets/self-assessment/keeping/link.js";
import { deflateSync } from "node:zlib";

/**
 * @typedef {import("../../docs/assets/self-assessment/keeping/envelope.js").Opened} Opened
 * @typedef {import("../../docs/assets/self-assessment/keeping/envelope.js").Refused} Refused
 * @typedef {object} Job
 * @property {string} do
 * @property {import("../../docs/assets/self-assessment/keeping/envelope.js").Content} page
 * @property {import("../../docs/assets/self-assessment/shared/types.js").Answers} answers
 * @property {string} hash
 * @property {string} text
 */

const NOW = new Date("2025-06-30T08:15:00Z");
/** @type {Record<string, (job: Job) => string | Opened | Refused | Promise<string | Opened | Refused>>} */
const tasks = {
  write: ({ answers, page }) => writeLink(answers, page),
  read: ({ hash, page }) => readLink(hash, page),
  seal: ({ answers, page }) => JSON.stringify(seal(answers, page, NOW)),
  unseal: ({ text, page }) => unseal(text, page),
  link: async ({ answers, page }) => readLink(`#${await writeLink(answers, page)}`, page),
  forged: ({ text, page }) => readLink(forged(deflateSync(text)), page),
  unpackable: ({ text, page }) => readLink(forged(Buffer.from(text)), page),
  file: ({ answers, page }) => unseal(JSON.stringify(seal(answers, page, NOW)), page),
};

/** @type {{ jobs: Job[] }} */
const { jobs } = JSON.parse(readFileSync(0, "utf8"));
const results = [];
for (const job of jobs) results.push(await tasks[job.do](job));
const polluted = Object.keys(Object.prototype).length > 0 || "polluted" in {};
console.log(JSON.stringify({ polluted, results: results.map((result) => (typeof result === "string" ? result : shown(result))) }));

/**
 * A link that holds whatever its maker wants, with a check that is right.
 * @param {Buffer} payload
 */
function forged(payload) {
  const body = `2.${payload.toString("base64url")}`;
  let check = 0x811c9dc5;
  for (const byte of Buffer.from(body)) check = Math.imul(check ^ byte, 0x01000193);
  return `#a=${body}.${(check >>> 0).toString(36)}`;
}

/** @param {Opened | Refused} result */
function shown(result) {
  const { changes } = result;
  if ("refusal" in result) return { answers: null, refused: result.refusal.code, detail: result.refusal.detail, changes };
  return { answers: Object.entries(result.answers), changes };
}
