/** Numbers in all their spellings: 三百万, 300万, ３００万, 300 万元, 3,000,000 and 3 million are one amount. */
import { isHan } from "./tokens.js";

const MYRIAD = 10000;
/** @type {Record<string, number>} */
const ENGLISH = { thousand: 1e3, million: 1e6, billion: 1e9 };
const LARGE = 10000; // from here on a number is an amount, found by its value

/** @typedef {ReturnType<typeof numbers>} Numbers */

/** @param {Record<string, number>} numerals what each Han numeral is worth; empty for a language without */
export function numbers(numerals) {
  const multiples = Object.keys(numerals).filter((char) => numerals[char] >= MYRIAD);
  const units = [...multiples, ...Object.keys(ENGLISH)].join("|");
  const amount = new RegExp(`(\\d+(?:\\.\\d+)?)(?:[\\s-]*(${units}))?`, "gu");
  const digits = Object.keys(numerals).filter((char) => numerals[char] < 10);
  const written = Object.keys(numerals).length ? new RegExp(`[${Object.keys(numerals).join("")}]+`, "gu") : null;

  /** Amounts of a folded text as terms: `=3000000`. @param {string} folded @returns {string[]} */
  const values = (folded) =>
    [...folded.matchAll(amount)]
      .map(([, number, unit]) => Number(number) * (unit ? (numerals[unit] ?? ENGLISH[unit]) : 1))
      .filter((value) => value >= LARGE)
      .map((value) => `=${value}`);

  /** @param {string} run Han numerals only @returns {number | null} */
  function valueOf(run) {
    const characters = [...run];
    if (characters.length > 1 && characters.every((char) => numerals[char] < 10)) {
      return Number(characters.map((char) => numerals[char]).join(""));
    }
    let total = 0;
    let section = 0;
    /** @type {number | null} */
    let digit = null;
    for (const char of characters) {
      const worth = numerals[char];
      if (worth < 10) digit = digit === null ? worth : digit * 10 + worth;
      else if (worth < MYRIAD) {
        section += (digit ?? 1) * worth;
        digit = null;
      } else {
        if (digit === null && !section && !total) return null;
        total = (total + section + (digit ?? 0)) * worth;
        section = 0;
        digit = null;
      }
    }
    return total + section + (digit ?? 0);
  }

  /** @param {number} value @returns {string} with the multiple that the text would use */
  function spelled(value) {
    const multiple = multiples.find((char) => numerals[char] === MYRIAD);
    return multiple && value >= MYRIAD && value % MYRIAD === 0 ? `${value / MYRIAD}${multiple}` : `${value}`;
  }

  /**
   * A query with its numbers as the text spells them: Han numerals become digits, and the other way
   * round for a digit that the text writes in Han, unless the text has the very words.
   * @param {string} folded
   * @param {(pair: string) => boolean} known whether a pair of characters stands in the text
   */
  function asInText(folded, known) {
    if (!written) return folded;
    /** @param {string} text @param {number} start @param {number} end @param {string} middle */
    const around = (text, start, end, middle) => {
      const [left, right] = [text.slice(0, start).slice(-1), text.slice(end)[0] ?? ""];
      const [first, last] = [middle[0], middle.slice(-1)];
      return (isHan(left) && known(left + first)) || (isHan(right) && known(last + right));
    };
    const arabic = folded.replace(written, (run, start) => {
      if (run.length === 1 && around(folded, start, start + run.length, run)) return run;
      const value = valueOf(run);
      return value === null || (run.length === 1 && value >= 10) ? run : spelled(value);
    });
    return arabic.replace(/[\d.]+/g, (digit, start) => {
      if (digit.length > 1) return Number(digit) >= LARGE ? spelled(Number(digit)) : digit;
      if (around(arabic, start, start + 1, digit)) return digit;
      const han = digits.find((char) => numerals[char] === Number(digit) && around(arabic, start, start + 1, char));
      return han ?? digit;
    });
  }

  return { values, asInText };
}
