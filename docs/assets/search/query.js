/**
 * What a query may mean: its parts, and for each part the words of the text that may be meant by it:
 * the words themselves, synonyms, what pinyin spells, what a slip of the finger stands for.
 *
 * @typedef {{text: string, terms: string[], weight: number}} Alternative
 * @typedef {{typed: string, alternatives: Alternative[]}} Part
 */
import { fold, isHan, isNumber, runs, terms } from "./tokens.js";

const SYNONYM = 0.9;
const SPELLED = 0.9;
const MENDED = 0.85;
const SCATTERED = 0.4; // so little that a sentence with one of the characters does not do
const CUT = "\u0001"; // stands where a word was left out
const LATIN = /^[a-z]/;

/**
 * @param {{synonyms: [string, string][], ignored: string, spelled: boolean}} words of search.yml, with | between
 *   them, and whether there is a table of pinyin
 * @param {import("./characters.js").Letters} letters
 * @param {import("./numbers.js").Numbers} numbers
 * @param {(term: string) => boolean} known whether the index has a term
 */
export function meanings(words, letters, numbers, known) {
  /** @type {Map<string, string[]>} */
  const synonyms = new Map();
  for (const [typed, text] of words.synonyms) add(typed, text);
  const always = [...synonyms];
  let byLength = longestFirst();

  /** @param {string} typed @param {string} text with | between words */
  function add(typed, text) {
    for (const word of typed.split("|")) synonyms.set(fold(word), fold(text).split("|"));
  }

  function longestFirst() {
    return [...synonyms.keys()].sort((a, b) => b.length - a.length);
  }

  /** Makes some synonyms, beside those that always count, those that count. @param {[string, string][]} listed */
  function use(listed) {
    synonyms.clear();
    for (const [word, texts] of always) synonyms.set(word, texts);
    for (const [typed, text] of listed) add(typed, text);
    byLength = longestFirst();
  }

  const ignored = fold(words.ignored).split("|").sort((a, b) => b.length - a.length);
  const ignoredWords = new Set(ignored);
  const hanIgnored = ignored.filter(isHan);
  let isPinyin = true; // whether every word in letters of the query at hand may be pinyin

  /** @param {string} text @param {number} weight @returns {Alternative} */
  const alternative = (text, weight) => ({
    text,
    weight,
    terms: [...new Set([...terms(text, true), ...numbers.values(text)])],
  });

  /** Whether a word stands by itself at a place: Latin words need a border, Han words none. @param {string} text @param {number} at @param {string} word */
  function apart(text, at, word) {
    if (isHan(word)) return true;
    return !/[\p{L}\p{N}]/u.test(text[at - 1] ?? "") || isHan(text[at - 1])
      ? !/^(?!\p{Script=Han})[\p{L}\p{N}]/u.test(text.slice(at + word.length))
      : false;
  }

  /** The first place where a word stands by itself, or -1. @param {string} text @param {string} word */
  function placeOf(text, word) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) if (apart(text, at, word)) return at;
    return -1;
  }

  /** Cuts the words of other scripts out that are only asked with. @param {string} text */
  const withoutWords = (text) =>
    text.replace(/(?!\p{Script=Han})[\p{L}&]+/gu, (word) => (ignoredWords.has(word) ? CUT : word));

  /** Cuts the words out that are only asked with, but never a part of a word of the text. @param {string} text */
  function bare(text) {
    let left = withoutWords(text);
    for (const word of hanIgnored.filter((one) => left.includes(one))) {
      left = left.replaceAll(word, (found, at, whole) => {
        const [before, after] = [whole[at - 1] ?? "", whole[at + found.length] ?? ""];
        const inside = (isHan(before) && known(before + found[0])) || (isHan(after) && known(found.slice(-1) + after));
        return inside && found.length === 1 ? found : CUT;
      });
    }
    return left;
  }

  /** @param {string} text folded @param {string[]} [able] the synonyms that may stand in it @returns {Part[]} */
  function split(text, able = byLength) {
    if (!text.trim()) return [];
    const here = able.filter((word) => text.includes(word));
    for (const word of here) {
      const at = placeOf(text, word);
      if (at < 0) continue;
      const around = runs(text).find((run) => run.start <= at && run.end >= at + word.length);
      if (around && around.text !== word && isHan(word) && letters.has(around.text)) continue;
      const own = alternative(word, 1);
      const others = (synonyms.get(word) ?? []).filter((target) => target !== word);
      const part = { typed: word, alternatives: [own, ...others.map((target) => alternative(target, SYNONYM))] };
      return [...split(text.slice(0, at), here), part, ...split(text.slice(at + word.length), here)];
    }
    return bare(text).split(CUT).flatMap(plain);
  }

  /** Parts without synonyms: a number keeps the characters beside it. @param {string} text @returns {Part[]} */
  function plain(text) {
    /** @type {string[]} */
    const parts = [];
    /** @type {{text: string, end: number} | undefined} */
    let before;
    for (const run of runs(text)) {
      const left = before?.end === run.start ? before.text : "";
      const touching = left && (isNumber(left) || isNumber(run.text));
      if (touching && !letters.has(left + run.text) && [...run.text].length > 2 && isHan(run.text)) {
        parts.push(run.text);
      } else if (touching) parts.push(`${parts.pop()}${run.text}`);
      else parts.push(run.text);
      before = run;
    }
    return parts.flatMap((typed) => {
      const others = guesses(typed);
      if (!others.length && isHan(typed) && !letters.has(typed)) {
        const found = pieces(typed);
        if (found.length > 1) return found.map(loosely);
        return [loosely(typed)];
      }
      return [{ typed, alternatives: [alternative(typed, 1), ...others] }];
    });
  }

  /** @param {string} typed @returns {Part} */
  const literally = (typed) => ({ typed, alternatives: [alternative(typed, 1)] });

  /** A run that the text does not have, cut into the longest pieces that it has, and what is left between. @param {string} run */
  function pieces(run) {
    /** @type {string[]} */
    const found = [];
    let left = "";
    for (let at = 0; at < run.length; ) {
      let end = run.length;
      while (end > at + 1 && !letters.says(run.slice(at, end))) end -= 1;
      if (end > at + 1) {
        found.push(...(left ? [left] : []), run.slice(at, end));
        left = "";
      } else left += run[at];
      at = end;
    }
    return [...found, ...(left ? [left] : [])];
  }

  /** Two characters that the text never has together: a sentence with both may be meant. @param {string} typed @returns {Part} */
  function loosely(typed) {
    const part = literally(typed);
    const never = [...typed].length === 2 && !letters.has(typed) && [...typed].every(letters.has);
    if (never) part.alternatives.push(scattered(typed));
    return part;
  }

  /** @param {string} run @returns {Alternative} */
  const scattered = (run) => ({ text: run, weight: SCATTERED, terms: [...new Set(run)] });

  /** A guess, with the synonyms of what it guesses. @param {string} text @param {number} weight */
  const meantBy = (text, weight) =>
    [text, ...(synonyms.get(text) ?? [])].map((word) => alternative(word, weight));

  /** @param {string} typed @returns {Alternative[]} */
  function guesses(typed) {
    if (LATIN.test(typed) && !known(terms(typed, true)[0]) && isPinyin) {
      return letters.spelled(typed).flatMap((text) => meantBy(text, SPELLED));
    }
    if (isHan(typed) && !letters.has(typed)) {
      return letters.nearest(typed).flatMap(({ text, distance }) => meantBy(text, MENDED - distance / 10));
    }
    return [];
  }

  /**
   * Letters that are typed in syllables (bao gan zhi, bao'gan'zhi) are one word, where the text spells it so.
   * @param {string} text
   */
  const joined = (text) =>
    text.replace(/[a-z]+(?:[' ]+[a-z]+)+/g, (phrase) => {
      const word = phrase.replace(/[' ]+/g, "");
      const all = phrase.split(/[' ]+/).every((piece) => known(terms(piece, true)[0]));
      return !all && letters.spelled(word).length ? word : phrase;
    });

  /** @param {string} query @returns {{text: string, parts: Part[]}} */
  function meant(query) {
    const text = numbers.asInText(joined(letters.simplified(fold(query))), known).trim();
    const words = runs(text).filter((run) => LATIN.test(run.text)).map((run) => run.text);
    isPinyin = words.every(
      (word, at) => known(terms(word, true)[0]) || letters.spelled(word, at < words.length - 1).length > 0,
    );
    const parts = split(text);
    if (parts.length) return { text, parts };
    return { text, parts: runs(text).map((run) => literally(run.text)) };
  }

  /** Whether the text does not have a word, or a run of Han characters. @param {string} run */
  const isStrange = (run) => (isHan(run) ? !letters.has(run) : !known(terms(run, true)[0]) && !ignoredWords.has(run));

  /** A text with the words cut out that need no looking up. @param {string} text @param {string[]} listed */
  const cut = (text, listed) =>
    listed.reduce((left, word) => (left.includes(word) ? left.split(word).join(CUT) : left), text);

  /**
   * Whether everyday words have nothing to add to a query: the text has each of its runs, and none only asks.
   * @param {string} query
   */
  const isSaid = (query) =>
    runs(letters.simplified(fold(query))).every(
      ({ text }) => isNumber(text) || (!isStrange(text) && !ignoredWords.has(text)),
    );

  /** Whether a run may be pinyin, or have a slip: whether something is left of it without what the text has. @param {string} run */
  function isOddRun(run) {
    if (!isHan(run)) return isStrange(run);
    /** @param {string} piece */
    const isWord = (piece) => letters.has(piece) && [...piece].length > 1;
    return [...run].length > 1 && !letters.has(run) && !pieces(run).every(isWord);
  }

  /** Whether it takes the table of pinyin to make something of a query. @param {string} query */
  function isOdd(query) {
    const unsaid = bare(cut(letters.simplified(fold(query)), byLength.filter(isHan)));
    return words.spelled && runs(unsaid).some((run) => !isNumber(run.text) && isOddRun(run.text));
  }

  /** Whether a query has no word of this language, so that it may be of the other one. @param {string} query */
  const isForeign = (query) => runs(fold(query)).every((run) => !isNumber(run.text) && isStrange(run.text));

  /** A text without the words that are only asked with. @param {string} text folded */
  const telling = (text) => bare(text).replaceAll(CUT, " ");

  return { use, meant, isSaid, isOdd, isForeign, telling };
}
