/**
 * The search itself: all terms first, then the literal text, then any of the terms.
 * A query that stands in the text always finds it.
 */
(() => {
  const { squeeze, indexTerms, queryTerms, isHan } = self.siteSearch;
  const OPTIONS = {
    boost: { title: 4 },
    prefix: (term) => !isHan(term) && !/^\p{N}/u.test(term),
    fuzzy: (term) => (!isHan(term) && /^\p{L}{5,}$/u.test(term) ? 0.2 : false),
  };
  const LITERAL_BONUS = 3; // for a section that holds the query as it was typed
  const TITLE_BONUS = 2; // and once more for one whose title holds it
  const ENOUGH = 0.25; // share of the terms that a section must hold when not all can be found

  /** @param {{location: string, title: string, text: string, boost?: number}[]} docs Material's index */
  function engine(docs) {
    const index = new MiniSearch({
      fields: ["title", "text"],
      tokenize: indexTerms,
      processTerm: (term) => term,
      searchOptions: { tokenize: queryTerms, ...OPTIONS },
    });
    const records = docs.map((doc, id) => {
      const title = plain(doc.title);
      const text = plain(doc.text);
      const literal = squeeze(`${title} ${text}`);
      return { id, location: doc.location, title, text, literal, head: squeeze(title), boost: doc.boost ?? 1 };
    });
    index.addAll(records);

    /** @param {string} query @returns {{record: object, score: number}[]} best first */
    function search(query) {
      const wanted = squeeze(query);
      if (!wanted) return [];
      const found = new Map(index.search(query, { combineWith: "AND" }).map((hit) => [hit.id, hit.score]));
      for (const record of records) {
        if (!record.literal.includes(wanted)) continue;
        const bonus = LITERAL_BONUS * (record.head.includes(wanted) ? TITLE_BONUS : 1);
        found.set(record.id, (found.get(record.id) ?? 1) * bonus);
      }
      if (!found.size) for (const [id, score] of some(query)) found.set(id, score);
      return [...found]
        .map(([id, score]) => ({ record: records[id], score: score * records[id].boost }))
        .sort((a, b) => b.score - a.score);
    }

    /** Sections that hold a fair share of the terms; the share counts more than the score. @param {string} query */
    function some(query) {
      const total = queryTerms(query).length;
      return index
        .search(query, { combineWith: "OR" })
        .map((hit) => ({ id: hit.id, score: hit.score, share: hit.queryTerms.length / total }))
        .filter(({ share }) => share >= ENOUGH)
        .map(({ id, score, share }) => [id, score * share * share]);
    }

    return { search, page: (location) => records.find((record) => record.location === location) };
  }

  /** Text of Material's index without its tags and entities. @param {string} html */
  function plain(html) {
    return html
      .replace(/<\/(p|li|h\d)>/g, " ")
      .replace(/<[^>]*>/g, "")
      .replace(/&lt;/g, "<")
      .replace(/&gt;/g, ">")
      .replace(/&amp;/g, "&")
      .replace(/\s+/gu, " ")
      .replace(/(?<=[\p{Script=Han}，。；：、）”》]) (?=[\p{Script=Han}（“《①-⑳])/gu, "")
      .trim();
  }

  Object.assign(self.siteSearch, { engine });
})();
