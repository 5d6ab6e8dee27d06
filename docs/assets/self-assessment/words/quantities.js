/** Says numbers with their unit; sums of money as each language writes them (180 in 万元 is CNY 1.8 million). */

import { fill } from "../shared/dom.js";
/** @import { Texts } from "../shared/types.js" */

const PLAIN = /^-?\d+(\.\d+)?$/;
const THOUSANDS = /\B(?=(\d{3})+(?!\d))/g;
const TAIL = 100; // a larger size is used where two decimals say the sum exactly (py_checker.core.money)

/**
 * A number as the checker has read it, with the unit of its fact.
 * @param {string} fact
 * @param {string} plain
 * @param {Texts} texts
 */
export function quantity(fact, plain, texts) {
  const { unit, unit_one: one, money } = texts.facts[fact];
  if (!PLAIN.test(plain)) return plain;
  if (money) return sumOf(plain, texts);
  if (!unit) return grouped(plain);
  return fill(texts.ui.figures.number, { value: grouped(plain), unit: (plain === "1" && one) || unit });
}

/**
 * Whether a sum is said in another size than the one it was asked in, so that a bare number is no echo of it.
 * @param {string} fact
 * @param {Texts} texts
 */
export function isConverted(fact, { facts, money }) {
  return Boolean(facts[fact].money) && money.forms.some(([size]) => size !== money.yuan);
}

/**
 * @param {string} plain
 * @param {Texts} texts
 */
function sumOf(plain, { lang, money: { yuan, forms } }) {
  const total = Number((Number(plain) * yuan).toFixed(2));
  const fits = forms.find(([size]) => Math.abs(total) >= size && (total * TAIL) % size === 0);
  const [size, words] = fits ?? forms[forms.length - 1];
  return fill(words, { value: new Intl.NumberFormat(lang, { maximumFractionDigits: 6 }).format(total / size) });
}

/**
 * A plain figure with its thousands apart: 1200.5 is 1,200.5. Anything else stays as it is.
 * @param {string} plain
 */
export function grouped(plain) {
  if (!PLAIN.test(plain)) return plain;
  const [whole, ...rest] = plain.split(".");
  return [whole.replace(THOUSANDS, ","), ...rest].join(".");
}
