/**
 * In which small file everyday words are (search/<hash>/words-<number>.json), and what is to be known of a character
 * that the text lacks: by the terms of a query, so that it fetches the files of its own words and no others. The build
 * files by these very functions (build_scripts/search_shards.mjs).
 */
(() => {
  const { stem, isHan, isNumber } = self.siteSearch;
  const BEGINNING = 4; // letters of a word that is still being typed, or ends otherwise

  /**
   * What a run of one script may be filed under: its pairs of Han characters, or one alone, and how a word begins.
   * @param {string} run folded
   * @returns {{key: string, term: string}[]} with the term that the index knows it by
   */
  function keysOf(run) {
    if (isNumber(run)) return [];
    if (!isHan(run)) return [{ key: run.slice(0, BEGINNING), term: stem(run) }];
    const characters = [...run];
    const pairs = characters.slice(1).map((character, at) => characters[at] + character);
    return (pairs.length ? pairs : characters).map((term) => ({ key: term, term }));
  }

  /**
   * The rarest of some keys, so many at most.
   * @param {{key: string, term: string}[]} keys @param {(term: string) => number} frequency @param {number} most
   * @returns {string[]}
   */
  const rarest = (keys, frequency, most) =>
    [...keys].sort((a, b) => frequency(a.term) - frequency(b.term)).slice(0, most).map(({ key }) => key);

  /** @param {string} key @param {number} count of the files @returns {number} */
  const shardOf = (key, count) => [...key].reduce((sum, char) => (sum * 31 + char.codePointAt(0)) % 65521, 0) % count;

  Object.assign(self.siteSearch, { keysOf, rarest, shardOf });
})();
