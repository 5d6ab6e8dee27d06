/**
 * Says what the last answer has changed, until the next one: which verdicts, with a way to the reasons,
 * and how many clauses it has settled. A number that is being typed counts as one answer, however many
 * replies come meanwhile.
 */

import { all, element, fill, the } from "../shared/dom.js";
/** @import { Answers, Texts, Verdicts } from "../shared/types.js" */

/** @typedef {{ answers: Answers, verdicts: Verdicts | null }} Moment */

const ORDER = ["eligible", "conditional", "ineligible", "undetermined"];
const WORTH_SAYING_FIRST = ORDER.slice(0, 3); // at the first reply nothing has become open
const CLAUSES = ["met", "not_met", "doubtful"];
const AT_ONCE = 4;

export class Changed {
  /** @type {Moment} before the answer that is told of */
  #before = { answers: {}, verdicts: null };
  /** @type {Moment} */
  #latest = this.#before;
  #complete = true; // whether that answer has been given in full

  /** @param {HTMLElement} root */
  constructor(root) {
    this.box = /** @type {HTMLElement} */ (the(root, "[data-role=changed]"));
    this.briefs = all(root, "[data-role=bar-changed]");
  }

  /**
   * @param {Verdicts} verdicts
   * @param {Answers} answers
   * @param {Texts} texts
   * @param {boolean} complete whether nothing is being typed
   */
  show(verdicts, answers, texts, complete) {
    if (differing(this.#latest.answers, answers).length) {
      if (this.#complete) this.#before = this.#latest;
      this.#complete = complete;
      this.#draw(verdicts, answers, texts);
    } else if (complete) this.#complete = true;
    this.#latest = { answers, verdicts };
  }

  clear() {
    this.#before = this.#latest = { answers: {}, verdicts: null };
    this.#complete = true;
    this.box.hidden = true;
    this.box.replaceChildren();
    this.#tell("");
  }

  /**
   * @param {Verdicts} verdicts
   * @param {Answers} answers
   * @param {Texts} texts
   */
  #draw(verdicts, answers, texts) {
    const { changed: words } = texts.ui;
    const facts = differing(this.#before.answers, answers);
    const [fact] = facts;
    const one = facts.length === 1 && fact in texts.facts;
    const title = one ? fill(words.after, { label: texts.facts[fact].label }) : words.after_many;
    const moved = movedTracks(this.#before.verdicts, verdicts);
    const items = [...moved].map(([verdict, tracks]) => drawMoved(verdict, tracks, texts));
    const clauses = clausesInWords(this.#before.verdicts, verdicts, texts);
    const result = items.length ? element("ul", {}, ...items) : element("p", {}, words.none);
    this.box.replaceChildren(element("p", { class: "sa-changed__title" }, title), result);
    if (clauses) this.box.append(element("p", { class: "sa-used" }, clauses));
    this.box.hidden = false;
    const brief = [...moved].map(([verdict, tracks]) => fill(words.brief[verdict], { n: tracks.length }));
    this.#tell(brief.length ? brief.join(texts.ui.panel.announce_separator) : words.brief.none);
  }

  /** @param {string} words */
  #tell(words) {
    for (const brief of this.briefs) brief.textContent = words;
  }
}

/**
 * The facts whose answers differ.
 * @param {Answers} before
 * @param {Answers} after
 */
function differing(before, after) {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((fact) => before[fact] !== after[fact]);
}

/**
 * The tracks that have another verdict now, by that verdict.
 * @param {Verdicts | null} before
 * @param {Verdicts} after
 * @returns {Map<string, string[]>}
 */
function movedTracks(before, after) {
  const was = new Map(before?.tracks.map(({ track, verdict }) => [track, verdict]));
  const moved = after.tracks.filter(({ track, verdict }) => was.get(track) !== verdict);
  const told = before ? ORDER : WORTH_SAYING_FIRST;
  const lists = told.map((wanted) => moved.filter(({ verdict }) => verdict === wanted).map(({ track }) => track));
  return new Map(told.map((verdict, place) => /** @type {[string, string[]]} */ ([verdict, lists[place]])).filter(([, list]) => list.length));
}

/**
 * @param {string} verdict
 * @param {string[]} tracks
 * @param {Texts} texts
 */
function drawMoved(verdict, tracks, { ui, tracks: names }) {
  const words = ui.changed;
  const buttons = tracks.map((track) =>
    element(
      "button",
      { type: "button", class: "sa-go", "data-open-track": track, title: names[track].name },
      names[track].label,
      element("span", { class: "sa-hidden" }, words.reasons),
    ),
  );
  const rest = buttons.splice(AT_ONCE);
  const fold =
    rest.length > 0 &&
    element("details", {}, element("summary", {}, fill(words.more, { n: rest.length })), element("p", { class: "sa-goes" }, ...rest));
  const mark = element("span", { class: "sa-mark", "aria-hidden": "true" });
  const told = element("p", {}, mark, fill(words.to[verdict], { n: tracks.length }));
  return element("li", { "data-verdict": verdict }, told, element("p", { class: "sa-goes" }, ...buttons), fold);
}

/**
 * How many clauses have been settled by the answer. Both replies list the same findings in the same order.
 * @param {Verdicts | null} before
 * @param {Verdicts} after
 * @param {Texts} texts
 */
function clausesInWords(before, after, { ui }) {
  const settled = after.findings.filter(({ kind }, place) => kind !== "preferred" && before?.findings[place]?.outcome === "open");
  const count = (/** @type {string} */ wanted) => settled.filter(({ outcome }) => outcome === wanted).length;
  const counted = CLAUSES.map((outcome) => ({ outcome, n: count(outcome) })).filter(({ n }) => n);
  const n = counted.reduce((sum, part) => sum + part.n, 0);
  const parts = counted.map((part) => fill(ui.track.brief[part.outcome], { n: part.n })).join(ui.panel.announce_separator);
  return n ? fill(ui.changed.findings, { n, parts }) : "";
}
