/** Says figures in words: as a bound, as a product, and how far an answer lies from a bound. */

import { fill } from "../shared/dom.js";
import { quantity } from "./quantities.js";
/** @import { Limit, Texts } from "../shared/types.js" */

const TOLERANCE = 1e-9; // for telling whether a product was rounded; the checker has done the sums

/**
 * What a limit asks: a figure, or a multiple of an answer that is not known yet.
 * @param {Limit} limit
 * @param {Texts} texts
 */
export function boundOf({ fact, op, value, of }, texts) {
  const words = texts.ui.preparation.money;
  if (value !== null) return fill(words[op], { value: quantity(fact, value, texts) });
  if (!of) return "";
  const factor = Number(of.factor) < 1 ? share(of.factor, texts) : fill(words.times, { factor: of.factor });
  return fill(words.at_least_of, { label: texts.facts[of.fact].label, factor });
}

/**
 * How the bound of a ratio comes about: 3 × 60 = 180.
 * @param {Limit} limit
 * @param {string} whole the value of the fact that is multiplied
 * @param {Texts} texts
 */
export function productOf({ fact, value, of }, whole, texts) {
  if (!of || value === null) return "";
  const words = texts.ui.preparation.money;
  const rounded = Math.abs(Number(whole) * Number(of.factor) - Number(value)) > TOLERANCE;
  const factor = share(of.factor, texts);
  return fill(rounded ? words.product_rounded : words.product, { factor, whole: quantity(of.fact, whole, texts), value: quantity(fact, value, texts) });
}

/**
 * How much is missing to a bound, or lies beyond it.
 * @param {Limit} limit
 * @param {Texts} texts
 */
export function gapOf({ fact, op, value, found, outcome }, texts) {
  const gap = Number(value) - Number(found);
  if (outcome !== "not_met" || value === null || found === null || !["at_least", "at_most"].includes(op)) return "";
  const exact = new Intl.NumberFormat("en", { useGrouping: false, maximumFractionDigits: 6 });
  const words = texts.ui.preparation.money;
  return fill(gap > 0 ? words.short : words.over, { by: quantity(fact, exact.format(Math.abs(gap)), texts) });
}

/**
 * A factor, in percent where it is a share.
 * @param {string} factor
 * @param {Texts} texts
 */
function share(factor, { lang }) {
  if (Number(factor) >= 1) return factor;
  return new Intl.NumberFormat(lang, { style: "percent", maximumFractionDigits: 4 }).format(Number(factor));
}
