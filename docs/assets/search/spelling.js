/**
 * What stands in the text for what was typed otherwise: pinyin, characters that sound or look alike. Its table is
 * fetched for the first query that has something which neither the text nor everyday words have.
 */

const FOUND = 5; // strings of the text that are tried for one that was typed
const SAME_SOUND = 0.4; // of a wrong character that sounds alike; another one counts 1
const INITIALS = 3; // that many letters may be initials alone
const SHORTEST = 3; // letters of a word of two characters
const LETTERS = /^[a-z]+$/;
const HAN_ONLY = /^\p{Script=Han}+$/u;

/** @typedef {{common: string, others: Record<string, string>}} Pinyin pinyin.json: `a啊ai埃…`, `{bao: "暴…"}` */

/**
 * The syllables of each character. GB 2312 lists common ones by their sound, so that the table names the first of each.
 * @param {Pinyin} table
 */
export function soundsOf({ common, others }) {
  /** @type {Map<string, string[]>} */
  const sounds = new Map();
  /** @param {string} char @param {string} syllable */
  const add = (char, syllable) => sounds.set(char, [...(sounds.get(char) ?? []), syllable]);
  const firsts = new Map([...common.matchAll(/([a-z]+)(\P{ASCII})/gu)].map(([, syllable, char]) => [char, syllable]));
  const codes = Array.from({ length: 40 * 94 }, (_, at) => [0xb0 + Math.floor(at / 94), 0xa1 + (at % 94)]);
  let sound = "";
  for (const char of new TextDecoder("gb18030").decode(Uint8Array.from(codes.flat()))) {
    sound = firsts.get(char) ?? sound;
    add(char, sound);
  }
  for (const [syllable, characters] of Object.entries(others)) for (const char of characters) add(char, syllable);
  return sounds;
}

/**
 * @param {string[]} texts folded
 * @param {string[]} lexicon headings and terms: what people are likely to type
 * @param {string[]} others words that people type for those of the text
 * @param {Pinyin} table
 */
export function spelling(texts, lexicon, others, table) {
  const corpus = [...[...texts, ...others].join("\n")];
  const distinct = [...new Set(corpus)];
  const numbered = new Map(distinct.map((char, number) => [char, number]));
  const kinds = Uint16Array.from(corpus, (char) => numbered.get(char) ?? 0);
  /** @type {number[]} where each line of the corpus begins, and the last one ends */
  const lines = [0];
  /** @type {Set<number>[]} the lines that each distinct character stands in */
  const linesOf = distinct.map(() => new Set());
  corpus.forEach((char, at) => {
    if (char === "\n") lines.push(at + 1);
    else linesOf[kinds[at]].add(lines.length - 1);
  });
  lines.push(corpus.length + 1);
  /** @type {Map<string, Float32Array>} */
  const costs = new Map();
  /** @type {Map<string, string[]>} what was found for letters: the words before the last are asked for again */
  const readings = new Map();
  /** @type {Map<string, {text: string, distance: number}[]>} */
  const mended = new Map();
  const likely = [...lexicon, ...others].join("\n");
  const sounds = soundsOf(table);
  /** @type {Map<string, number[]>} places by the initial of their character */
  const places = new Map();

  corpus.forEach((char, at) => {
    for (const initial of new Set((sounds.get(char) ?? []).map((syllable) => syllable[0]))) {
      const listed = places.get(initial) ?? [];
      if (!listed.length) places.set(initial, listed);
      listed.push(at);
    }
  });

  /**
   * Where the letters end that begin at a place of the text, or -1. Unless `whole`, the last syllable may be cut off.
   * @param {number} at @param {string} left @param {boolean} whole @returns {number}
   */
  function reading(at, left, whole) {
    for (const syllable of sounds.get(corpus[at]) ?? []) {
      if (whole ? syllable === left : syllable.startsWith(left)) return at + 1;
      if (left.startsWith(syllable)) {
        const end = reading(at + 1, left.slice(syllable.length), whole);
        if (end > 0) return end;
      }
    }
    return -1;
  }

  /** @param {number} at @param {string} left */
  const initials = (at, left) =>
    [...left].every((letter, step) => (sounds.get(corpus[at + step]) ?? []).some((syllable) => syllable[0] === letter))
      ? at + left.length
      : -1;

  /**
   * The strings of the text that letters spell, in full or, unless `whole`, by initials; or two of them, one after
   * the other.
   * @param {string} typed @param {boolean} [whole] @returns {string[]}
   */
  function spelled(typed, whole = false) {
    if (typed.length < 2 || !LETTERS.test(typed)) return [];
    const key = `${typed} ${whole}`;
    const before = readings.get(key);
    if (before) return before;
    const anew = spelledAnew(typed, whole);
    const found = anew.length ? anew : spelledInTwo(typed, whole);
    readings.set(key, found);
    return found;
  }

  /** @param {string} typed @param {boolean} whole @returns {string[]} */
  function spelledInTwo(typed, whole) {
    for (let end = typed.length - SHORTEST; end >= SHORTEST; end -= 1) {
      const [first] = spelledAnew(typed.slice(0, end), true).filter((word) => word.length > 1);
      const others = first ? spelledAnew(typed.slice(end), whole).filter((word) => word.length > 1) : [];
      if (others.length) return others.map((word) => first + word);
    }
    return [];
  }

  /** @param {string} typed @param {boolean} whole @returns {string[]} */
  function spelledAnew(typed, whole) {
    for (const way of typed.length >= INITIALS && !whole ? [reading, initials] : [reading]) {
      /** @type {Map<string, number>} */
      const found = new Map();
      for (const at of places.get(typed[0]) ?? []) {
        const end = way(at, typed, whole);
        if (end < 0) continue;
        const string = corpus.slice(at, end).join("");
        found.set(string, (found.get(string) ?? 0) + 1);
      }
      const words = [...found].filter(([string]) => string.length > 1 || typed.length > 2);
      if (words.length) {
        /** @param {[string, number]} found */
        const rank = ([string, count]) => count + (likely.includes(string) ? 1000 : 0);
        return words.sort((a, b) => rank(b) - rank(a)).slice(0, FOUND).map(([string]) => string);
      }
    }
    return [];
  }

  /** @param {string} one @param {string} other */
  const alike = (one, other) => {
    const heard = sounds.get(one);
    return Boolean(heard && sounds.get(other)?.some((syllable) => heard.includes(syllable)));
  };

  /** What a typed character costs against each distinct character of the text. @param {string} typed */
  function costsOf(typed) {
    const before = costs.get(typed);
    if (before) return before;
    const found = Float32Array.from(distinct, (char) => (char === typed ? 0 : alike(char, typed) ? SAME_SOUND : 1));
    costs.set(typed, found);
    return found;
  }

  /**
   * The strings of the text nearest to a run of Han characters that the text does not have (Sellers:
   * edit distance against every place of the text).
   * @param {string} typed
   * @returns {{text: string, distance: number}[]}
   */
  function nearest(typed) {
    const found = mended.get(typed) ?? nearestAnew(typed);
    mended.set(typed, found);
    return found;
  }

  /** The lines with so many of the characters of a run, or of what sounds like them. @param {Float32Array[]} against @param {number} enough */
  function candidates(against, enough) {
    const held = new Uint8Array(lines.length);
    const last = new Int16Array(lines.length).fill(-1);
    against.forEach((cost, row) => {
      cost.forEach((one, kind) => {
        if (one >= 1) return;
        for (const line of linesOf[kind]) {
          if (last[line] !== row) held[line] += 1;
          last[line] = row;
        }
      });
    });
    return [...held.keys()].filter((line) => held[line] >= enough);
  }

  /** @param {string} typed @returns {{text: string, distance: number}[]} */
  function nearestAnew(typed) {
    const run = [...typed];
    const most = run.length < 3 ? SAME_SOUND + 0.01 : run.length < 6 ? 1 : 2;
    if (run.length < 2 || run.length > 12) return [];
    /** @type {Map<string, {text: string, distance: number, count: number}>} */
    const found = new Map();
    const against = run.map(costsOf);
    const length = run.length;
    const distance = new Float32Array(length);
    const start = new Int32Array(length);
    for (const line of candidates(against, length - most)) {
      const [first, end] = [lines[line], lines[line + 1] - 1];
      for (let row = 0; row < length; row += 1) {
        distance[row] = row + 1;
        start[row] = first;
      }
      for (let at = first; at < end; at += 1) {
        const kind = kinds[at];
        let diagonal = 0; // of the row above, one character before
        let from = at;
        let above = 0; // of the row above, at this character
        let begin = at + 1;
        for (let row = 0; row < length; row += 1) {
          const left = distance[row];
          let best = diagonal + against[row][kind];
          let origin = from;
          if (left + 1 < best) {
            best = left + 1;
            origin = start[row];
          }
          if (above + 1 < best) {
            best = above + 1;
            origin = begin;
          }
          diagonal = left;
          from = start[row];
          above = best;
          begin = origin;
          distance[row] = best;
          start[row] = origin;
        }
        if (above > most || at + 1 - begin < 2) continue;
        const text = corpus.slice(begin, at + 1).join("");
        if (!HAN_ONLY.test(text)) continue;
        const one = found.get(text) ?? { text, distance: above, count: likely.includes(text) ? 100 : 0 };
        one.count += 1;
        found.set(text, one);
      }
    }
    return [...found.values()]
      .sort((a, b) => a.distance - b.distance || b.count - a.count)
      .filter((one, _, all) => one.distance <= all[0].distance)
      .slice(0, FOUND);
  }

  return { spelled, nearest, alike };
}
