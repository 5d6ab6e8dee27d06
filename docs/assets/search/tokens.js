/**
 * Words of a text, the same for the index and for a query: Han characters singly and in pairs,
 * Latin words and numbers in lower case. Full-width forms are folded first (NFKC).
 * A classic script: Material starts its search worker without `type: "module"`.
 */
self.siteSearch = self.siteSearch || {};

(() => {
  const RUNS = /\p{Script=Han}+|[\p{L}\p{N}]+/gu;
  const PIECES = /\p{N}+(?:\.\p{N}+)*|[^\p{N}]+/gu; // 5G → 5, g; 300万 is cut by RUNS already
  const HAN = /^\p{Script=Han}/u;

  /** @param {string} text */
  const fold = (text) => text.normalize("NFKC").toLowerCase();

  /** White space removed and folded: what a literal search compares. @param {string} text */
  const squeeze = (text) => fold(text).replace(/\s+/gu, "");

  /** @param {string} text @returns {string[]} runs of Han characters, and of Latin letters or digits */
  function runs(text) {
    const found = [];
    for (const [run] of fold(text).matchAll(RUNS)) {
      if (HAN.test(run)) found.push(run);
      else for (const [part] of run.matchAll(/\p{Script=Han}+|[^\p{Script=Han}]+/gu)) {
        if (HAN.test(part)) found.push(part);
        else found.push(...[...part.matchAll(PIECES)].map(([piece]) => piece));
      }
    }
    return found;
  }

  /** @param {string} run */
  const pairs = (run) => {
    const characters = [...run];
    return characters.slice(1).map((character, at) => characters[at] + character);
  };

  /** Terms of a text that goes into the index. @param {string} text */
  const indexTerms = (text) =>
    runs(text).flatMap((run) => (HAN.test(run) ? [...run, ...pairs(run)] : [run]));

  /** Terms of a query: pairs say more than single characters, which stand in for lone ones. @param {string} text */
  const queryTerms = (text) => [
    ...new Set(
      runs(text).flatMap((run) => {
        if (!HAN.test(run)) return [run];
        return run.length > 1 ? pairs(run) : [run];
      }),
    ),
  ];

  /** @param {string} term */
  const isHan = (term) => HAN.test(term);

  Object.assign(self.siteSearch, { fold, squeeze, runs, indexTerms, queryTerms, isHan });
})();
