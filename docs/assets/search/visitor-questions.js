/**
 * What people ask each entry as (guide_data/<edition>/asked.yml), beside the text: found like it, for a little
 * less; a question that is asked just so counts for more.
 */

/** @import { Result, Searched } from "./types.js" */

/** How well a term counts as found: asked of the entry itself, or of the section that it stands in. */
export const ASKED_FIELDS = { asked: 0.9, over: 0.6 };
const BOOST = { asked: 0.8 };
const OVER = 0.5; // of the score of its section, for an entry

/**
 * @param {Searched[]} entries
 * @param {Map<number, string[]>} words what entries are asked as, by their number
 * @param {(place: import("./entries.js").Place) => Searched[]} under the entries of a section
 * @param {(fields: string[], boost: Record<string, number>) => import("minisearch").default<any>} indexOf makes an index of fields
 * @param {(text: string) => string[]} termsOf of a text @param {(question: string) => string[]} tellingOf what a
 *   question is recognised by
 */
export function askedAs(entries, words, under, indexOf, termsOf, tellingOf) {
  const index = indexOf(Object.keys(BOOST), BOOST);
  /** @type {Map<string, number>} in how many entries a term is asked that do not say it */
  const frequency = new Map();
  for (const [id, listed] of words) {
    const asked = listed.join("\n");
    index.add({ id, asked });
    for (const term of new Set(termsOf(asked))) {
      if (!entries[id].said.has(term)) frequency.set(term, (frequency.get(term) ?? 0) + 1);
    }
  }

  /**
   * Results of MiniSearch: what is asked of a section is asked of all that stands in it, for less.
   * @param {string} query @param {import("minisearch").SearchOptions} options @returns {Result[]}
   */
  function search(query, options) {
    /** @type {Result[]} */
    const results = index.search(query, options);
    for (const { id, score, match, terms, queryTerms } of [...results]) {
      const { heads, place } = entries[id];
      const inherited = heads ? under(place).filter((one) => one.id !== id) : [];
      for (const one of inherited) {
        const fields = Object.fromEntries(Object.keys(match).map((term) => [term, ["over"]]));
        results.push({ id: one.id, score: score * OVER, match: fields, terms, queryTerms });
      }
    }
    return results;
  }

  /** @type {Map<number, string[][]>} */
  const questions = new Map([...words].map(([id, listed]) => [id, listed.map((one) => [...new Set(tellingOf(one))])]));

  /**
   * How much of one of the questions that lead to an entry stands in a query, from 0 to 1.
   * @param {Searched} entry @param {Set<string>} typed terms @param {(term: string) => number} rarity
   */
  function agreement(entry, typed, rarity) {
    let best = 0;
    for (const question of questions.get(entry.id) ?? []) {
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

  return { search, agreement, frequency };
}

/** Results of MiniSearch from several indexes of the same entries, one an entry. @param {Result[]} results */
export function merged(results) {
  /** @type {Map<number, Result>} */
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
