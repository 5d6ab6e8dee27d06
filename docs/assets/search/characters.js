/** Whether the text has what was typed, in simplified characters; what is spelled otherwise is left to spelling.js. */
/**
 * @typedef {ReturnType<typeof import("./spelling.js").spelling>} Spelling
 * @typedef {ReturnType<typeof letters>} Letters
 */

/** @param {string[]} texts folded */
export function letters(texts) {
  const whole = texts.join("\n");
  /** @type {Record<string, string>} */
  const traditional = {};
  let asked = ""; // what people ask, while the query at hand needs it
  /** @type {Spelling | null} */
  let learned = null;
  let allowed = false;
  const spelling = () => (allowed ? learned : null);

  return {
    /** @param {string} text */
    has: (text) => whole.includes(text) || asked.includes(text),
    /** @param {string} text */
    says: (text) => whole.includes(text),
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
    /** @param {Spelling} found */
    useSpelling(found) {
      learned = found;
    },
    /** @param {string} forms traditional characters, each before that of the text */
    useTraditional(forms) {
      for (const [, form, simple] of forms.matchAll(/(.)(.)/gu)) traditional[form] = simple;
    },
  };
}
