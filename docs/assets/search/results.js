/** The hits as Material shows them: grouped by page, each group with the page itself. */
(() => {
  const { marked, excerpt } = self.siteSearch;
  const SHOWN = 3; // sections of a page that are shown at once; the others fold away
  const PAGES = 30;

  /**
   * @param {ReturnType<typeof self.siteSearch.engine>} engine
   * @param {string} query
   * @returns {object[][]}
   */
  function results(engine, query) {
    const groups = new Map();
    for (const { record, score } of engine.search(query)) {
      const page = record.location.split("#")[0];
      if (!groups.has(page)) groups.set(page, []);
      groups.get(page).push(item(record, score, query));
    }
    return [...groups].slice(0, PAGES).map(([page, items]) => group(engine.page(page), page, items, query));
  }

  /** Material folds away what scores less than the first: the first few share its score. */
  function group(record, page, items, query) {
    const own = items.find((entry) => entry.location === page);
    const sections = items.filter((entry) => entry !== own);
    const best = items[0].score;
    sections.slice(0, SHOWN).forEach((entry) => {
      entry.score = best;
    });
    const head = own ?? { ...item(record, 0, query), text: "" };
    if (sections.length && head !== items[0]) head.score = best * 0.999;
    return head === items[0] ? [head, ...sections] : [...sections.slice(0, SHOWN), head, ...sections.slice(SHOWN)];
  }

  function item(record, score, query) {
    return {
      location: record.location,
      title: marked(record.title, query),
      text: excerpt(record.text, query),
      score,
      terms: {},
    };
  }

  Object.assign(self.siteSearch, { results });
})();
