/**
 * The search worker, in place of Material's. It speaks its messages:
 * 0 set up {config, docs} → 1 ready; 2 query → 3 result {items}.
 * Engine and index are fetched with the first query that is not empty, never on a page that is only read.
 */
const SETUP = 0;
const READY = 1;
const QUERY = 2;
const RESULT = 3;

/** Beside this file lies assets/, and beside that search/. */
const INDEX = new URL("../../search/pages.json", self.location.href);

/** @type {{failed?: string}} */
let config = {};
/** @type {Promise<object> | undefined} */
let engine;

async function start() {
  importScripts("minisearch.js", "tokens.js", "engine.js", "excerpt.js", "results.js");
  const response = await fetch(INDEX);
  if (!response.ok) throw new Error(`${response.status} ${INDEX}`);
  return self.siteSearch.engine(await response.json());
}

/** @param {string} query */
async function answer(query) {
  if (!query.trim()) return [];
  try {
    engine ??= start();
    return self.siteSearch.results(await engine, query);
  } catch (error) {
    console.error(error);
    engine = undefined; // a later query tries again
    return [[{ location: "", title: config.failed ?? "", text: "", score: 0, terms: {} }]];
  }
}

addEventListener("message", async ({ data: message }) => {
  if (message.type === SETUP) {
    config = message.data.config;
    postMessage({ type: READY });
  } else if (message.type === QUERY) {
    postMessage({ type: RESULT, data: { items: await answer(message.data) } });
  }
});
