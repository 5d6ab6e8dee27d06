/** The verdict panel: every track in the group of its verdict, each with its grounds. */

import { fillAdvice } from "./advice.js";
import { faultyFacts } from "../words/answers.js";
import { drawChoose, markChosen } from "./choose-track.js";
import { Counts } from "./counts-of-verdicts.js";
import { all, element, fill, the } from "../shared/dom.js";
import { drawTrack } from "./findings.js";
import { answerLinks } from "../words/links.js";
import { briefOf } from "./counts-of-track.js";
/** @import { Refusal, Texts, TrackVerdict, Verdicts } from "../shared/types.js" */

/**
 * @typedef {object} Entry one track on the page
 * @property {HTMLElement} item
 * @property {HTMLDetailsElement} details
 * @property {HTMLElement} brief
 * @property {HTMLElement} body drawn when it is opened or printed: there are hundreds of findings
 * @property {boolean} stale whether `body` is older than the verdict
 */

export class View {
  /** @type {Map<string, Entry>} by track, in the order of the guide */
  #entries = new Map();
  /** @type {Set<string>} the tracks that are chosen for the project in the form */
  #chosen = new Set();

  /**
   * @param {HTMLElement} root
   * @param {import("../shared/announcer.js").Announcer} announcer
   * @param {{ now: import("../shared/types.js").Results | null }} shown
   */
  constructor(root, announcer, shown) {
    this.root = root;
    this.shown = shown;
    this.panel = /** @type {HTMLElement} */ (the(root, "[data-role=panel]"));
    this.error = /** @type {HTMLElement} */ (the(root, "[data-role=error]"));
    this.problems = /** @type {HTMLElement} */ (the(root, "[data-role=problems]"));
    this.problemList = /** @type {HTMLElement} */ (the(root, "[data-role=problem-list]"));
    this.counts = new Counts(root, announcer);
    addEventListener("beforeprint", () => {
      for (const id of this.#entries.keys()) this.#draw(id);
    });
    /** @type {import("../shared/dom.js").Actions} */
    this.actions = { "[data-open-track]": (way) => this.reveal(way.dataset.openTrack ?? "") };
  }

  /** @param {boolean} pending whether what is shown is about to be replaced */
  setPending(pending) {
    this.panel.toggleAttribute("data-pending", pending);
  }

  /** @param {import("../shared/types.js").Results} results */
  show({ verdicts, context }) {
    const { texts } = context;
    this.error.textContent = "";
    for (const track of verdicts.tracks) this.#place(track, verdicts, texts);
    this.counts.show(verdicts, texts);
    const faulty = faultyFacts(verdicts, texts);
    this.problemList.replaceChildren(answerLinks(faulty, context));
    this.problems.hidden = faulty.length === 0;
    this.root.toggleAttribute("data-results", true);
  }

  /** Show what would change the verdicts that are shown. */
  showAdvice() {
    if (!this.shown.now) return;
    const { verdicts, context } = this.shown.now;
    for (const track of verdicts.tracks) {
      const entry = this.#entries.get(track.track);
      const place = entry?.stale ? null : entry?.body.querySelector("[data-group=advice]");
      if (place instanceof HTMLElement) fillAdvice(place, track, context);
    }
  }

  /**
   * Open a track and lead the visitor to it.
   * @param {string} track
   */
  reveal(track) {
    const entry = this.#entries.get(track);
    if (!entry) return;
    entry.details.open = true;
    this.#draw(track);
    the(entry.details, "summary").focus({ preventScroll: true });
    entry.details.scrollIntoView({ block: "start" });
  }

  /**
   * Show which tracks are chosen for preparation.
   * @param {Set<string>} chosen
   */
  showChosen(chosen) {
    this.#chosen = chosen;
    markChosen(this.panel, chosen);
  }

  /**
   * Say why there are no verdicts; those that were shown no longer hold.
   * @param {Refusal} refusal
   * @param {Texts} texts
   */
  showError({ code, detail }, { ui }) {
    this.clear();
    this.error.textContent = ui.panel.error + fill(ui.errors[code] ?? code, detail);
  }

  /** Forget everything. */
  clear() {
    for (const { item } of this.#entries.values()) item.remove();
    this.#entries.clear();
    this.counts.clear();
    this.problemList.replaceChildren();
    this.problems.hidden = true;
    this.error.textContent = "";
    this.root.toggleAttribute("data-results", false);
  }

  /**
   * Put a track where its verdict belongs. One that has not moved is left alone.
   * @param {TrackVerdict} track
   * @param {Verdicts} verdicts
   * @param {Texts} texts
   */
  #place(track, verdicts, texts) {
    const entry = this.#entries.get(track.track) ?? this.#make(track.track, texts);
    const before = entry.details.dataset.verdict;
    entry.details.dataset.verdict = track.verdict;
    entry.details.toggleAttribute("data-changed", Boolean(before) && before !== track.verdict);
    const list = the(this.panel, `section[data-group=${track.verdict}] [data-role=tracks]`);
    if (entry.item.parentElement !== list) {
      const items = [...this.#entries.values()].map(({ item }) => item);
      const later = items.slice(items.indexOf(entry.item) + 1); // in the order of the guide
      list.insertBefore(entry.item, later.find((item) => item.parentElement === list) ?? null);
    }
    entry.brief.textContent = briefOf(track, verdicts, texts);
    entry.stale = true;
    if (entry.details.open) this.#draw(track.track);
  }

  /**
   * @param {string} id
   * @param {Texts} texts
   * @returns {Entry}
   */
  #make(id, { tracks, ui }) {
    const brief = element("span", { class: "sa-track__brief" });
    const body = element("div", { class: "sa-track__body" });
    const label = element("span", { class: "sa-track__label" }, tracks[id].label);
    const name = element("span", { class: "sa-track__name" }, tracks[id].name);
    const mark = element("span", { class: "sa-track__chosen", "data-chosen": true }, ui.preparation.chosen_mark);
    mark.hidden = !this.#chosen.has(id);
    const summary = element("summary", {}, label, " ", name, " ", mark, brief);
    const details = /** @type {HTMLDetailsElement} */ (
      element("details", { class: "sa-track", "data-track": id }, summary, body)
    );
    details.addEventListener("toggle", () => details.open && this.#draw(id));
    const entry = { item: element("li", {}, details), details, brief, body, stale: true };
    this.#entries.set(id, entry);
    return entry;
  }

  /**
   * Draw the inside of a track, if it is out of date; folded lists that were open stay open.
   * @param {string} id
   */
  #draw(id) {
    const entry = this.#entries.get(id);
    const { now } = this.shown;
    const track = now?.verdicts.tracks.find((one) => one.track === id);
    if (!entry?.stale || !track || !now) return;
    const open = all(entry.body, "details[open]").map((fold) => fold.dataset.group);
    const { verdicts, context } = now;
    const choose = track.verdict !== "not_open" && drawChoose(id, this.#chosen.has(id), context.texts);
    entry.body.replaceChildren(...(choose ? [choose] : []), ...drawTrack(track, verdicts, context));
    for (const fold of all(entry.body, "details")) fold.toggleAttribute("open", open.includes(fold.dataset.group));
    entry.stale = false;
  }
}
