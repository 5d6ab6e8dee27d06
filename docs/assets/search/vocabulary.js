/**
 * The words that a query may be put in: those of the text, and everyday words, which are fetched in small files as
 * queries need them. What people ask counts for the query whose words are filed with it and for no other, so that a
 * query finds the same whatever was asked before.
 */
(() => {
  const { fold, terms, letters, meanings, askedAs, shardOf } = self.siteSearch;
  const UNKNOWN = 4; // rarity of a term that stands nowhere: its synonyms count as much as a rather rare word
  const PINYIN = "pinyin";
  const NOTHING = { files: "", asked: null, text: "", synonyms: [] };

  /** Whether a word of some begins so. @param {Map<string, number>} words @param {string} beginning */
  function starts(words, beginning) {
    for (const word of words.keys()) if (word.startsWith(beginning)) return true;
    return false;
  }

  /**
   * @param {any} index search/index.json of a language
   * @param {any[]} entries
   * @param {Map<string, number>} frequency in how many entries a term stands
   * @param {any} values numbers of the language
   * @param {(text: string) => string[]} indexTerms
   * @param {(fields: string[], boost: Record<string, number>) => any} indexOf makes an index of fields
   */
  function vocabulary(index, entries, frequency, values, indexTerms, indexOf) {
    const texts = [...new Set(entries.map((entry) => fold(entry.text)))];
    const spelling = letters(texts);
    const spelled = index.lang === "zh";
    const explained = index.synonyms.flatMap(([typed]) => fold(typed).split("|"));
    /** @type {Map<string, any>} the files that have come in, by name */
    const learned = new Map();
    /** @type {Map<any, any[]>} the entries of each section */
    const places = new Map();
    for (const entry of entries) places.set(entry.place, [...(places.get(entry.place) ?? []), entry]);
    const under = (place) => places.get(place);
    /** @type {{files: string, asked: any, text: string, synonyms: [string, string][]}} what people ask with the strange words of the query at hand */
    let present = NOTHING;
    let latest = NOTHING;
    let read = NOTHING;

    const known = (term) => frequency.has(term) || Boolean(present.asked?.frequency.has(term));
    const reader = meanings({ synonyms: index.synonyms, ignored: index.ignored, spelled }, spelling, values, known);

    /** Takes a file in. @param {string} name @param {any} data */
    function learn(name, data) {
      if (learned.has(name)) return;
      learned.set(name, data);
      if (name === PINYIN) {
        const lexicon = entries.filter((one) => one.heads || one.kind === "term").map((one) => one.text);
        spelling.useSpelling(self.siteSearch.spelling(texts, [...new Set(lexicon)].map(fold), explained, data));
      } else {
        if (data.sounds) spelling.useCharacters(data.traditional, data.sounds);
      }
    }

    /** What is asked in some files. @param {string[]} names */
    function askedIn(names) {
      /** @type {Map<number, string[]>} */
      const words = new Map();
      for (const [entry, listed] of names.flatMap((name) => learned.get(name).asked)) {
        words.set(entry, [...new Set([...(words.get(entry) ?? []), ...fold(listed).split("|")])]);
      }
      const telling = (question) => terms(reader.telling(question), true);
      const text = [...words.values()].flat().join("\n");
      const synonyms = names.flatMap((name) => learned.get(name).synonyms);
      return { asked: askedAs(entries, words, under, indexOf, indexTerms, telling), text, synonyms };
    }

    /** Makes the words of some files those that count. @param {string[]} names */
    function turn(names) {
      const files = names.join();
      if (files && files !== latest.files) latest = { files, ...askedIn(names) };
      present = files ? latest : NOTHING;
      spelling.useAsked(present.text);
      if (read !== present) reader.use(present.synonyms);
      read = present;
    }

    /** Leaves the text alone to count: what a query needs does not depend on what was asked before. */
    function forget() {
      present = NOTHING;
      spelling.useAsked("");
    }

    const files = (kind, keys) => [...new Set(keys.map((key) => `${kind}-${shardOf(key, index.files[kind])}`))].sort();
    const count = (term) => frequency.get(term) ?? 0;
    const missing = (names) => names.filter((name) => !learned.has(name));

    /** Turns to a query. @param {string} query @returns {string[]} the files that it needs first and that are not there */
    function turnTo(query) {
      forget();
      const { characters, keys } = reader.lookedUp(query, explained, count);
      const unread = missing(files("characters", characters));
      if (unread.length) return unread;
      const words = files("words", keys);
      turn(words.filter((name) => learned.has(name)));
      const isOdd = reader.isOdd(query);
      spelling.allow(isOdd);
      const unknown = missing(words);
      return unknown.length || !isOdd ? unknown : missing([PINYIN]);
    }

    return {
      learn,
      turnTo,
      known,
      meant: reader.meant,
      isForeign: reader.isForeign,
      filedUnder: (word) => reader.filedUnder(word, explained, count),
      /** What people ask, as an index. @returns {any} */
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

  Object.assign(self.siteSearch, { vocabulary });
})();
