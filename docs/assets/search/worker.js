/**
 * The search worker, in place of Material's. It speaks its messages: 0 set up → 1 ready; 2 query →
 * 3 result {items}. It is started once the box is touched (overrides/partials/search-start.html), and
 * fetches the index of the page's language then; the other language, everyday words that the text does not have,
 * and the table of pinyin, only for a query that needs them.
 *
 * @typedef {typeof import("./later.js")} Later
 * @typedef {(query: string, exact?: boolean) => Promise<{own: import("./engine.js").Engine, hits: import("./types.js").Hit[]}>} Find
 */
import { engine } from "./engine.js";
import { results } from "./results.js";
import { fold, isHan, isNumber, runs } from "./tokens.js";
/** @import { Row } from "./results.js" */

const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
const FILES = new URL("../../search/", self.location.href); // beside assets/

/** @type {{failed?: string, other?: {root: string, label: string}}} */
let config = {};
/** @type {Map<string, Promise<any>>} files by their address */
const loaded = new Map();
/** @type {Map<string, Promise<Find>>} by the root of the language */
const searchers = new Map();
let asked = 0;

const scope = /** @type {typeof self & {later?: Later}} */ (self);

/** @returns {Later} */
function later() {
  if (!scope.later) importScripts("later.js");
  return /** @type {Later} */ (scope.later);
}

/** @param {string} address below search/ @returns {Promise<any>} */
function load(address) {
  const before = loaded.get(address);
  if (before) return before;
  const file = new URL(address, FILES);
  const loading = fetch(file).then(async (response) => {
    if (!response.ok) throw new Error(`${response.status} ${file}`);
    return response.json();
  });
  loading.catch(() => loaded.delete(address)); // a later query tries again
  loaded.set(address, loading);
  return loading;
}

/** @param {string} root of the language, from that of the page @returns {Promise<Find>} */
function searcher(root) {
  const before = searchers.get(root);
  if (before) return before;
  const folder = root && `../${root}search/`;
  const starting = load(`${folder}index.json`).then((index) => {
    const own = engine(index, later);
    /** @type {Find} */
    const find = async (query, exact) => {
      /** @type {Set<string>} */
      const tried = new Set();
      for (let name = own.turnTo(query); name && !tried.has(name); name = own.turnTo(query)) {
        tried.add(name); // without it the rest is found
        const data = await load(folder + name).catch(() => null);
        if (data) own.learn(name, data);
      }
      return { own, hits: own.search(query, exact) };
    };
    return find;
  });
  starting.catch(() => searchers.delete(root));
  searchers.set(root, starting);
  return starting;
}

/**
 * Whether a query may be in the other language: letters on a Chinese page, Han characters on an English one, or
 * pinyin, where nothing was found for words that are not English.
 * @param {string} query @param {import("./engine.js").Engine} engine @param {boolean} found
 */
function isForeign(query, { index, isForeign }, found) {
  const isEnglish = index.lang === "en";
  if (runs(fold(query)).some((run) => !isNumber(run.text) && isHan(run.text) === isEnglish)) return true;
  return isEnglish && !found && isForeign(query);
}

/**
 * @param {string} query @param {(items: Row[][]) => void} show what is known before the rest
 * @returns {Promise<Row[][]>}
 */
async function answer(query, show) {
  if (!query.trim()) return [];
  try {
    const { own, hits } = await (await searcher(""))(query);
    const items = results(hits, own.index);
    const { other } = config;
    if (other && isForeign(query, own, items.length > 0)) {
      if (items.length) show([...items]); // what the other language has follows below
      const foreign = await searcher(other.root)
        .then((find) => find(query, hits.length > 0))
        .catch(() => null);
      if (foreign) items.push(...results(foreign.hits, foreign.own.index, other));
    }
    return items.length ? items : later().help(query, own);
  } catch (error) {
    console.error(error);
    return [[{ location: "", title: config.failed ?? "", text: "", score: 0, terms: {} }]];
  }
}

addEventListener("message", async ({ data: message }) => {
  if (message.type === SETUP) {
    config = message.data.config;
    postMessage({ type: READY });
    searcher("").catch(() => {}); // told with the first query
  } else if (message.type === QUERY) {
    asked += 1;
    const number = asked;
    /** @param {Row[][]} items */
    const show = (items) => number === asked && postMessage({ type: RESULT, data: { items } }); // the latest query only
    show(await answer(message.data, show));
  }
});
