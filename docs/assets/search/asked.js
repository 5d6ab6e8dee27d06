/**
 * What people ask each entry as (guide_data/<edition>/asked.yml), beside the text: found like it, for a little
 * less; a question that is asked just so counts for more.
 */
(() => {
  /** How well a term counts as found: asked of the entry itself, or of the section that it stands in. */
  const FIELDS = { asked: 0.9, over: 0.6 };
  const BOOST = { asked: 0.8, over: 0.4 };

  /**
   * @param {any[]} entries
   * @param {string[]} lines what each entry is asked as, with | between
   * @param {(fields: string[], boost: Record<string, number>) => any} indexOf makes an index of fields
   * @param {(question: string) => string[]} termsOf what a question is recognised by
   */
  function askedAs(entries, lines, indexOf, termsOf) {
    entries.forEach((entry, at) => (entry.asked = lines[at] ?? ""));
    const heads = new Map(entries.filter((one) => one.heads).map((one) => [one.place, one.asked]));
    for (const entry of entries) entry.over = entry.heads ? "" : (heads.get(entry.place) ?? "");
    const index = indexOf(Object.keys(FIELDS), BOOST);
    index.addAll(entries.filter((one) => one.asked || one.over));
    /** @type {Map<any, string[][]>} */
    const questions = new Map();
    for (const entry of entries) {
      if (entry.asked) questions.set(entry, entry.asked.split("|").map((one) => [...new Set(termsOf(one))]));
    }

    /**
     * How much of one of the questions that lead to an entry stands in a query, from 0 to 1.
     * @param {any} entry @param {Set<string>} typed terms @param {(term: string) => number} rarity
     */
    function agreement(entry, typed, rarity) {
      let best = 0;
      for (const question of questions.get(entry) ?? []) {
        let all = 0;
        let held = 0;
        for (const term of question) {
          const worth = rarity(term);
          all += worth;
          if (typed.has(term)) held += worth;
        }
        if (held) best = Math.max(best, held / all);
      }
      return best;
    }

    return { search: (query, options) => index.search(query, options), agreement };
  }

  /** Results of MiniSearch from several indexes of the same entries, one an entry. @param {any[]} results */
  function merged(results) {
    const found = new Map();
    for (const one of results) {
      const before = found.get(one.id);
      if (!before) {
        found.set(one.id, one);
        continue;
      }
      before.score += one.score;
      before.terms = [...new Set([...before.terms, ...one.terms])];
      before.queryTerms = [...new Set([...before.queryTerms, ...one.queryTerms])];
      for (const term in one.match) before.match[term] = [...(before.match[term] ?? []), ...one.match[term]];
    }
    return [...found.values()];
  }

  Object.assign(self.siteSearch, { askedAs, merged, ASKED_FIELDS: FIELDS });
})();
