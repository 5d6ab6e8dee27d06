/** Whether the text has what was typed, in simplified characters; what is spelled otherwise is left to spelling.js. */
(() => {
  /** @param {string[]} texts folded */
  function letters(texts) {
    const whole = texts.join("\n");
    /** @type {Record<string, string>} */
    const traditional = {};
    /** @type {Record<string, string>} how characters sound that the text does not have */
    const sounds = {};
    let asked = ""; // what people ask with the strange words of the query at hand
    /** @type {any} */
    let learned = null;
    let allowed = false;
    const spelling = () => (allowed ? learned : null);

    return {
      /** @param {string} text */
      has: (text) => whole.includes(text) || asked.includes(text),
      /** @param {string} text */
      simplified: (text) => [...text].map((char) => traditional[char] ?? char).join(""),
      /** @param {string} typed @param {boolean} [entire] @returns {string[]} */
      spelled: (typed, entire) => spelling()?.spelled(typed, entire) ?? [],
      /** @param {string} typed @returns {{text: string, distance: number}[]} */
      nearest: (typed) => spelling()?.nearest(typed) ?? [],
      /** @param {string} one @param {string} other @returns {boolean} */
      alike: (one, other) => Boolean(learned?.alike(one, other)),
      /** @param {string} words */
      useAsked(words) {
        asked = words;
      },
      /** Whether guesses are to be made for the query at hand. @param {boolean} guess */
      allow(guess) {
        allowed = guess;
      },
      /** @param {any} found of spelling.js */
      useSpelling(found) {
        learned = found;
        learned.learn(sounds);
      },
      /** @param {Record<string, string>} forms @param {Record<string, string>} syllables */
      useCharacters(forms, syllables) {
        Object.assign(traditional, forms);
        Object.assign(sounds, syllables);
        learned?.learn(syllables);
      },
    };
  }

  Object.assign(self.siteSearch, { letters });
})();
