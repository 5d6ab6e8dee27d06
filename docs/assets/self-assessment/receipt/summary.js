/** The first chapter of the receipt: the outline of the results, on one page. */

import { both } from "../words/bilingual.js";
import { element, fill } from "../shared/dom.js";
import { quoteOf, sameWords, setInWords } from "../results/summary.js";
/** @import { Near, Outline, Reason } from "../results/outline.js" */
/** @import { Texts } from "../shared/types.js" */

const BY_NAME = 3; // more tracks together are named by their labels

/**
 * @param {Outline} outline
 * @param {Texts[]} books
 * @returns {HTMLElement[]}
 */
export function drawSummary(outline, books) {
  const { eligible, conditional, near, ineligible, undetermined, not_open } = outline;
  const sum = (/** @type {{ tracks: unknown[] }[]} */ groups) => groups.flatMap(({ tracks }) => tracks).length;
  const name = (/** @type {string} */ track) => both(books, "li", (texts) => nameOf(track, texts));
  const cites = (/** @type {string[]} */ ids, /** @type {Texts} */ { clauses, ui }) =>
    [...new Set(ids.map((id) => clauses[id].cite))].join(ui.receipt.separator);
  return [
    part("eligible", books, eligible.map(name)) ?? both(books, "p", ({ ui }) => ui.summary.none_eligible),
    part("conditional", books, conditional.map(({ tracks, clauses }) =>
      both(books, "li", (texts) => withMore(tracks, texts.ui.summary.clarify + cites(clauses, texts), texts))), sum(conditional)),
    part("near", books, near.map((one) => both(books, "li", (texts) => nearInWords(one, texts))), sum(near)),
    part(near.length ? "ineligible_others" : "ineligible", books, sameWords(ineligible, books[0]).map((reason) =>
      both(books, "li", (texts) => reasonInWords(reason, texts))), sum(ineligible)),
    part("undetermined", books, undetermined.map(({ track, needed }) =>
      both(books, "li", (texts) => nameOf(track, texts) + fill(texts.ui.summary.open, { n: needed })))),
    part("not_open", books, not_open.map(name)),
  ].flatMap((drawn) => drawn ?? []);
}

/**
 * A track by label and name.
 * @param {string} track
 * @param {Texts} texts
 * @returns {string}
 */
export function nameOf(track, { tracks, ui }) {
  return fill(ui.preparation.track, tracks[track]);
}

/**
 * @param {string} title a word of `summary`
 * @param {Texts[]} books
 * @param {HTMLElement[]} items
 */
function part(title, books, items, n = items.length) {
  if (!items.length) return null;
  const heading = both(books, "h3", ({ ui }) => fill(ui.summary[title], { n }));
  return element("div", { "data-part": title }, heading, element("ul", {}, ...items));
}

/**
 * @param {Near} near
 * @param {Texts} texts
 */
function nearInWords({ tracks, clauses, set, reaches }, texts) {
  const { advice, summary: words } = texts.ui;
  if (!set) return withMore(tracks, quoted(words.one_clause, clauses, texts), texts);
  const { changes, needed, later } = setInWords(set, texts);
  const verdict = fill(words.reaches, { verdict: advice.reaches[reaches ?? ""] });
  return withMore(tracks, [changes, needed, verdict, later].filter(Boolean).join(" "), texts);
}

/**
 * Tracks by name, and what there is to say of them.
 * @param {string[]} tracks
 * @param {string} more
 * @param {Texts} texts
 */
function withMore(tracks, more, texts) {
  const { name, separator } = texts.ui.receipt;
  const names = tracks.map((track) => (tracks.length > BY_NAME ? texts.tracks[track].label : nameOf(track, texts)));
  return fill(name, { name: names.join(separator), more });
}

/**
 * @param {Reason & { clauses: string[] }} reason
 * @param {Texts} texts
 */
function reasonInWords({ clauses, tracks }, texts) {
  const { summary: words, receipt } = texts.ui;
  const names = tracks.map(({ track, others }) => texts.tracks[track].label + (others ? fill(words.others, { n: others }) : ""));
  return fill(receipt.verdict, { name: quoted(words.because, clauses, texts), verdict: names.join(receipt.separator) });
}

/**
 * A phrase about a sentence, with all the places where it stands.
 * @param {string} phrase
 * @param {string[]} ids clauses with the same sentence
 * @param {Texts} texts
 */
function quoted(phrase, ids, texts) {
  const { receipt } = texts.ui;
  const cite = ids.map((id) => texts.clauses[id].cite).join(receipt.separator);
  return fill(receipt.cited, { text: fill(phrase, { clause: quoteOf(ids[0], texts) }), cite });
}
