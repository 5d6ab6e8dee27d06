/**
 * The search itself, over one language: MiniSearch finds and weighs, and how much of the query an entry
 * covers decides. What stands in the text literally is always found.
 *
 * @typedef {ReturnType<typeof engine>} Engine
 */
/** @import { Hit, Later, Result, Searched, WeighedPart } from "./types.js" */
import MiniSearch from "minisearch";

import { ASKED_FIELDS, merged } from "./visitor-questions.js";
import { numbers } from "./numbers.js";
import { records } from "./entries.js";
import { fold, isHan, isNumber, squeeze, terms } from "./tokens.js";
import { vocabulary } from "./vocabulary.js";

const SEPARATOR = "\u0001";
/** How well a term counts as found, by where it stands. */
/** @type {Record<string, number>} */
const FIELDS = { text: 1, above: 0.75, ...ASKED_FIELDS };
const BOOST = { text: 1, above: 0.6 };
const OWN = ["text", "asked"]; // the entry itself, not the headings above it
const AGREES = 0.4; // more for an entry that answers just this question
const BESIDE = 0.45; // in another sentence of the paragraph
const FUZZY = 0.6; // for an English word with a slip, or the beginning of one
const HEAVIEST = 9; // no part of a query decides alone
const GRAIN = 10; // scores nearer than this are equal, and the order of the text decides
const ENOUGH = 0.6; // of a part of the query an entry must cover, and MOST_ENOUGH of the whole where it is short
const MOST_ENOUGH = 0.3;
const REPEATED = 0.02; // less for a sentence for each other place that says the same, up to so many:
const MOST_REPEATED = 5;
/** @type {Record<string, number>} */
const KINDS = { note: 0.6, page: 0.2, term: 0.4, informative: 0.95, heading: 1 };
const LITERAL = 1.5; // more for an entry that has the query as it was typed
const SHARPNESS = 2.5; // how much more a whole answer counts than a part of one

/** How many slips an English word may have. @param {string} term */
const slips = (term) => (/^\p{L}{4,}$/u.test(term) ? (term.length > 7 ? 2 : 1) : false);

/** @param {import("./entries.js").SearchIndex} index @param {Later} later */
export function engine(index, later) {
  const values = numbers(index.numerals);
  /** @param {string} text */
  const indexTerms = (text) => {
    const folded = fold(text);
    return [...terms(folded, false), ...values.values(folded)];
  };
  /** @param {string[]} fields @param {Record<string, number>} boost @returns {MiniSearch<any>} */
  const indexOf = (fields, boost) =>
    new MiniSearch({
      fields,
      tokenize: indexTerms,
      processTerm: (term) => term,
      searchOptions: { tokenize: (joined) => joined.split(SEPARATOR), boost, combineWith: "OR" },
    });
  const mini = indexOf(Object.keys(BOOST), BOOST);
  /** @type {Searched[]} */
  const entries = records(index).map((entry) => ({
    ...entry,
    literal: squeeze(entry.text),
    raw: fold(entry.text).replace(/\s/g, ""),
    said: new Set(indexTerms(`${entry.text}\n${entry.above}`)),
  }));
  /** @type {Map<string, number>} how many entries have the same text */
  const copies = new Map();
  /** @type {Map<string, number>} in how many entries a term stands */
  const frequency = new Map();
  for (const { text, said } of entries) {
    copies.set(text, (copies.get(text) ?? 0) + 1);
    for (const term of said) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  }
  mini.addAll(entries);
  const words = vocabulary(index, entries, frequency, values, indexTerms, indexOf, later);

  /** @param {string} query @param {boolean} exact without English slips @returns {Hit[]} best first */
  function search(query, exact = false) {
    const wanted = squeeze(query);
    const raw = fold(query).replace(/\s/g, "");
    if (!raw) return [];
    words.turnTo(query);
    const asked = words.asked();
    const { text, parts: meant } = words.meant(query);
    const said = squeeze(text);
    const parts = meant.map(weighed);
    const all = [...new Set(parts.flatMap((part) => part.alternatives.flatMap((one) => one.terms)))];
    const last = all[all.length - 1];
    const spelled = new Set(parts.flatMap(({ alternatives: [own, ...others] }) => (others.length ? own.terms : [])));
    const enough = Math.min(MOST_ENOUGH, ENOUGH / parts.length);
    /** @type {Map<number, Hit>} */
    const found = new Map();
    const typed = new Set(terms(text, true));
    /** @param {string} term */
    const isOpen = (term) => !exact && !isHan(term) && !isNumber(term);
    /** @type {import("minisearch").SearchOptions} */
    const options = {
      prefix: (term) => isOpen(term) && term.length > 2 && (term === last || !words.known(term)),
      fuzzy: (term) => isOpen(term) && !words.known(term) && !spelled.has(term) && !words.isBeginning(term) && slips(term),
    };
    const results = merged(all.length ? [mini, asked].flatMap((one) => one?.search(all.join(SEPARATOR), options) ?? []) : []);
    /** @type {Map<number, Set<string>>} what each paragraph has of the query */
    const beside = new Map();
    for (const { id, match } of results) {
      const { paragraph } = entries[id];
      const held = beside.get(paragraph) ?? new Set();
      beside.set(paragraph, held);
      for (const term in match) if (match[term].some((field) => OWN.includes(field))) held.add(term);
    }
    for (const result of results) {
      const covered = coverage(parts, result, beside.get(entries[result.id].paragraph) ?? new Set());
      if (covered < enough) continue;
      const entry = entries[result.id];
      const agreed = 1 + AGREES * (asked?.agreement(entry, typed, words.rarity) ?? 0) ** 2;
      const score = covered ** SHARPNESS * (4 + Math.log(1 + result.score)) * closeness(entry, parts, said) * agreed;
      const own = Object.values(result.match).some((fields) => fields.some((field) => OWN.includes(field)));
      found.set(result.id, { entry, score, parts, terms: result.terms, own });
    }
    for (const entry of entries) {
      if (wanted ? !entry.literal.includes(wanted) : !entry.raw.includes(raw)) continue;
      const hit = found.get(entry.id) ?? { entry, score: 1, parts, terms: [], own: true };
      found.set(entry.id, { ...hit, score: hit.score * LITERAL, own: true });
    }
    return [...found.values()]
      .map((hit) => ({ ...hit, score: Math.round(hit.score * standing(hit.entry) * GRAIN) / GRAIN }))
      .sort((a, b) => b.score - a.score || a.entry.id - b.entry.id);
  }

  /** What an entry counts for whatever is asked: a sentence that stands in many places tells none of them apart. @param {Searched} entry */
  const standing = (entry) =>
    (KINDS[entry.kind] ?? 1) * (1 - REPEATED * Math.min((copies.get(entry.text) ?? 1) - 1, MOST_REPEATED));

  /**
   * What a part counts for: rare words more than common ones; what the text does not say, as its synonym does.
   * @param {import("./query.js").Part} part @returns {WeighedPart}
   */
  function weighed(part) {
    const alternatives = part.alternatives.map((one) => {
      const rarities = one.terms.map(words.rarity);
      return { ...one, literal: squeeze(one.text), rarities, sum: rarities.reduce((total, rare) => total + rare, 0) };
    });
    const [first, ...others] = alternatives;
    const said = alternatives.find((one) => words.has(one.text));
    const own = said ?? others.find((one) => one.terms.some(words.known)) ?? first;
    const weight = own.terms.length ? Math.min(own.sum / Math.sqrt(own.terms.length), HEAVIEST) : 0;
    return { alternatives, weight };
  }

  /** The share of the query that a result holds, from 0 to 1. @param {WeighedPart[]} parts @param {Result} result @param {Set<string>} beside */
  function coverage(parts, result, beside) {
    /** @param {string} term */
    const worth = (term) => {
      const fields = result.match[term];
      if (fields) return fields.reduce((best, field) => Math.max(best, FIELDS[field]), 0);
      if (beside.has(term)) return BESIDE;
      return result.queryTerms.includes(term) ? FUZZY : 0;
    };
    let total = 0;
    let held = 0;
    for (const part of parts) {
      let best = 0;
      for (const one of part.alternatives) {
        if (!one.sum) continue;
        let share = 0;
        for (let at = 0; at < one.terms.length; at += 1) share += one.rarities[at] * worth(one.terms[at]);
        best = Math.max(best, (share / one.sum) * one.weight);
      }
      total += part.weight;
      held += part.weight * best;
    }
    return total ? held / total : 0;
  }

  /**
   * More for an entry that holds the words together, and most where it is about nothing else.
   * @param {Searched} entry @param {WeighedPart[]} parts @param {string} said
   */
  function closeness(entry, parts, said) {
    let bonus = 1;
    if (said && entry.literal.includes(said)) bonus += 0.3;
    for (const part of parts) {
      const share = part.weight ? 1 / parts.length : 0;
      const together = part.alternatives.some((one) => one.literal.length > 1 && entry.literal.includes(one.literal));
      if (together) bonus += 0.3 * share;
    }
    return bonus * (1 + (entry.heads ? 0.1 : 0)) * (1 + 0.15 / Math.log(8 + entry.literal.length));
  }

  return { ...words, search, index, entries, indexTerms };
}
