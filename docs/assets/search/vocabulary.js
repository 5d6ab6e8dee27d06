/**
 * The words that a query may be put in: those of the text, and everyday words, which are fetched once a query has a word
 * that the text lacks. They count for such queries and for no others, so that a query finds the same whatever was asked
 * before.
 *
 * @typedef {object} WordsFile
 * @property {[typed: string, text: string][]} synonyms with | between words
 * @property {string[]} asked what each entry is asked as
 * @property {string} [traditional] traditional characters, each before that of the text
 *
 * @typedef {object} Counted everyday words that count for a query
 * @property {ReturnType<typeof askedAs> | null} asked
 * @property {string} text all that is asked
 * @property {[typed: string, text: string][]} synonyms
 */
import { askedAs } from "./visitor-questions.js";
import { letters } from "./characters.js";
import { meanings } from "./query.js";
import { fold, terms } from "./tokens.js";

const UNKNOWN = 4; // rarity of a term that stands nowhere: its synonyms count as much as a rather rare word
const PINYIN = "pinyin.json";
/** @type {Counted} */
const NOTHING = { asked: null, text: "", synonyms: [] };

/** Whether a word of some begins so. @param {Map<string, number>} words @param {string} beginning */
function starts(words, beginning) {
  for (const word of words.keys()) if (word.startsWith(beginning)) return true;
  return false;
}

/**
 * @param {import("./entries.js").SearchIndex} index
 * @param {import("./types.js").Searched[]} entries
 * @param {Map<string, number>} frequency in how many entries a term stands
 * @param {import("./numbers.js").Numbers} values
 * @param {(text: string) => string[]} indexTerms
 * @param {(fields: string[], boost: Record<string, number>) => import("minisearch").default<any>} indexOf makes an index of fields
 * @param {import("./types.js").Later} later
 */
export function vocabulary(index, entries, frequency, values, indexTerms, indexOf, later) {
  const texts = [...new Set(entries.map((entry) => fold(entry.text)))];
  const spelling = letters(texts);
  const spelled = index.lang === "zh";
  const explained = index.synonyms.flatMap(([typed]) => fold(typed).split("|"));
  /** @type {Map<import("./entries.js").Place, import("./types.js").Searched[]>} the entries of each section */
  const places = new Map();
  for (const entry of entries) places.set(entry.place, [...(places.get(entry.place) ?? []), entry]);
  /** @param {import("./entries.js").Place} place */
  const under = (place) => places.get(place) ?? [];
  /** @type {Counted | null} everyday words, once they have come in */
  let words = null;
  let hasSounds = false;
  let present = NOTHING; // of the query at hand: all of them, or none
  let read = NOTHING; // those whose synonyms the reader has

  /** @param {string} term */
  const known = (term) => frequency.has(term) || Boolean(present.asked?.frequency.has(term));
  const reader = meanings({ synonyms: index.synonyms, ignored: index.ignored, spelled }, spelling, values, known);

  /** @param {Counted} counted */
  function count(counted) {
    present = counted;
    spelling.useAsked(counted.text);
  }

  /** Takes a file in. @param {string} name @param {any} data of words, or the table of pinyin */
  function learn(name, data) {
    count(NOTHING);
    if (name === PINYIN) {
      const lexicon = entries.filter((one) => one.heads || one.kind === "term").map((one) => one.text);
      spelling.useSpelling(later().spelling(texts, [...new Set(lexicon)].map(fold), explained, data));
      hasSounds = true;
      return;
    }
    const file = /** @type {WordsFile} */ (data);
    /** @type {Map<number, string[]>} */
    const lines = new Map();
    file.asked.forEach((listed, entry) => listed && lines.set(entry, fold(listed).split("|")));
    /** @param {string} question */
    const telling = (question) => terms(reader.telling(question), true);
    const asked = askedAs(entries, lines, under, indexOf, indexTerms, telling);
    words = { asked, text: [...lines.values()].flat().join("\n"), synonyms: file.synonyms };
    spelling.useTraditional(file.traditional ?? "");
  }

  /** Turns to a query. @param {string} query @returns {string | undefined} the file that it needs and that is not there */
  function turnTo(query) {
    count(NOTHING);
    const isSaid = reader.isSaid(query);
    if (!isSaid && words) count(words);
    if (read !== present) reader.use(present.synonyms);
    read = present;
    const isOdd = reader.isOdd(query);
    spelling.allow(isOdd);
    if (!isSaid && !words) return index.words;
    return isOdd && !hasSounds ? PINYIN : undefined;
  }

  return {
    learn,
    turnTo,
    known,
    meant: reader.meant,
    isForeign: reader.isForeign,
    /** What people ask, as an index. */
    asked: () => present.asked,
    /** Whether a word begins so: a word that is being typed needs no mending. @param {string} term */
    isBeginning: (term) => starts(frequency, term) || Boolean(present.asked && starts(present.asked.frequency, term)),
    /** @param {string} term @returns {number} */
    rarity(term) {
      const count = (frequency.get(term) ?? 0) + (present.asked?.frequency.get(term) ?? 0);
      return count ? Math.log(1 + entries.length / count) : UNKNOWN;
    },
    has: spelling.has,
    simplified: spelling.simplified,
    alike: spelling.alike,
    synonyms: () => [...index.synonyms, ...present.synonyms],
  };
}
