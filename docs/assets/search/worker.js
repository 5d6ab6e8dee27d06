/**
 * The search worker, in place of Material's. It speaks its messages: 0 set up → 1 ready; 2 query →
 * 3 result {items}. It is started once the box is touched (overrides/partials/search-start.html), and
 * fetches the index of the page's language then; the other language, synonyms of words that the text does
 * not have, and the tables of pinyin and rare characters, only for a query that needs them.
 */
(() => {
  const { engine, results, runs, fold, isHan, isNumber } = self.siteSearch;
  const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
  const FILES = new URL("../../search/", self.location.href); // beside assets/

  /** @type {{failed?: string, other?: {root: string, label: string}}} */
  let config = {};
  /** @type {Map<string, Promise<any>>} */
  const loaded = new Map();
  let asked = 0;

  /** @param {string} address below search/ */
  function load(address) {
    if (!loaded.has(address)) {
      const file = new URL(address, FILES);
      const loading = fetch(file).then((response) => {
        if (!response.ok) throw new Error(`${response.status} ${file}`);
        return response.json();
      });
      loading.catch(() => loaded.delete(address)); // a later query tries again
      loaded.set(address, loading);
    }
    return loaded.get(address);
  }

  /** @param {string} root of the language, from that of the page @param {string} lang */
  function searcher(root) {
    const folder = root && `../${root}search/`;
    if (!loaded.has(`engine ${root}`)) {
      const starting = load(`${folder}index.json`).then((index) => {
        const own = engine(index);
        const learned = new Set();
        return async (query, exact) => {
          const tried = new Set();
          const next = () => own.needs(query).find((table) => !learned.has(table) && !tried.has(table));
          for (let table = next(); table; table = next()) {
            tried.add(table);
            const data = await load(`${folder}${table}.json`).catch(() => null); // without it the rest is found
            if (data && !learned.has(table)) own.use[table](data);
            if (data) learned.add(table);
          }
          return { own, hits: own.search(query, exact) };
        };
      });
      starting.catch(() => loaded.delete(`engine ${root}`));
      loaded.set(`engine ${root}`, starting);
    }
    return loaded.get(`engine ${root}`);
  }

  /** Whether a query may be in the other language: letters on a Chinese page, Han characters on an English one. */
  const isForeign = (query, lang) =>
    runs(fold(query)).some((run) => !isNumber(run.text) && isHan(run.text) === (lang === "en"));

  /** @param {string} query @returns {Promise<object[][]>} */
  async function answer(query) {
    if (!query.trim()) return [];
    try {
      const { own, hits } = await (await searcher(""))(query);
      const items = results(hits, own.index);
      const { other } = config;
      if (other && (isForeign(query, own.index.lang) || (!hits.length && own.index.lang === "en"))) {
        const foreign = await searcher(other.root)
          .then((find) => find(query, hits.length > 0))
          .catch(() => null);
        if (foreign) items.push(...results(foreign.hits, foreign.own.index, other));
      }
      if (!items.length && !self.siteSearch.help) importScripts("help.js");
      return items.length ? items : self.siteSearch.help(query, own);
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
      const items = await answer(message.data);
      if (number === asked) postMessage({ type: RESULT, data: { items } }); // the latest query only
    }
  });
})();
