/** Draws the receipt. Every line stands there in each language that could be had, Chinese first. */

import { canBeAdvised } from "../results/advice.js";
import { say } from "../words/answers.js";
import { both } from "../words/bilingual.js";
import { element, fill } from "../shared/dom.js";
import { dayInWords, momentInWords } from "../words/moments.js";
import { outlineOf } from "../results/outline.js";
import { drawRegister, drawTracks, registerOf } from "./details.js";
import { drawSummary } from "./summary.js";
/** @import { Texts } from "../shared/types.js" */

/**
 * @typedef {import("../shared/types.js").Held & { books: Texts[], complete: boolean, printed: Date }} Receipt
 *   `books`: the words by language; `complete`: whether none of them is missing
 */

/**
 * @param {Receipt} held
 * @param {boolean} footed whether the browser can put the disclaimer at the foot of every page
 * @returns {HTMLElement}
 */
export function drawReceipt(held, footed) {
  const { books, verdicts, advice } = held;
  const register = registerOf(verdicts);
  const lacksAdvice = !advice.ways && verdicts.tracks.some(({ verdict }) => canBeAdvised(verdict));
  const parts = [
    ...drawHead(held),
    chapter("summary", books, ({ ui }) => ui.summary.title,
      ...(lacksAdvice ? [both(books, "p", ({ ui }) => ui.receipt.no_advice, { "data-role": "no-advice" })] : []),
      ...drawSummary(outlineOf(verdicts, advice), books)),
    drawAnswers(held),
    chapter("results", books, ({ ui }) => ui.receipt.results, both(books, "p", ({ ui }) => ui.receipt.numbers), ...drawTracks(verdicts, register, books)),
    chapter("clauses", books, ({ ui }) => fill(ui.receipt.clauses, { n: register.size }), drawRegister(register, verdicts, books)),
  ];
  if (footed) return element("article", { class: "sa-receipt" }, ...parts);
  // A table's foot is repeated on every page, in whatever browser.
  const foot = element("tfoot", {}, element("tr", {}, element("td", {}, both(books, "p", ({ ui }) => ui.disclaimer.long))));
  const body = element("tbody", {}, element("tr", {}, element("td", {}, ...parts)));
  return element("article", { class: "sa-receipt" }, element("table", { role: "presentation" }, foot, body));
}

/**
 * @param {string} name
 * @param {Texts[]} books
 * @param {(texts: Texts) => string} title
 * @param {...HTMLElement} content
 */
function chapter(name, books, title, ...content) {
  return element("section", { "data-chapter": name }, both(books, "h2", title), ...content);
}

/** @param {Receipt} held */
function drawHead({ books, complete, printed }) {
  const [first] = books;
  const facts = /** @type {[string, (texts: Texts) => string][]} */ ([
    ["edition", ({ title }) => title],
    ["content", ({ content_hash: hash }) => hash],
    ["reference", (texts) => dayInWords(texts.lang, texts.reference_date)],
    ["printed", (texts) => momentInWords(texts.lang, printed)],
  ]);
  const rows = facts.map(([name, value]) => {
    const same = books.every((texts) => value(texts) === value(first));
    const label = both(books, "dt", ({ ui }) => ui.receipt[name]);
    return element("div", { "data-row": name }, label, both(same ? [first] : books, "dd", value));
  });
  return [
    both(books, "h1", ({ ui }) => ui.receipt.title),
    both(books, "p", ({ ui }) => ui.disclaimer.long, { class: "sa-receipt__disclaimer" }),
    ...(complete ? [] : [both(books, "p", ({ ui }) => ui.receipt.one_language)]),
    element("dl", { class: "sa-receipt__facts" }, ...rows),
  ];
}

/** @param {Receipt} held */
function drawAnswers({ books, answers, verdicts }) {
  const [{ facts }] = books;
  const given = Object.keys(facts).filter((fact) => fact in answers);
  const items = given.map((fact) => {
    const line = (/** @type {Texts} */ texts) =>
      fill(texts.ui.receipt.answer, { label: texts.facts[fact].label }) + say(fact, answers, verdicts, texts).words;
    return both(books, "li", line, { "data-row": fact });
  });
  return chapter("answers", books, ({ ui }) => fill(ui.receipt.answers, { n: given.length }), element("ul", {}, ...items));
}
