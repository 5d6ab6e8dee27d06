/** The check of the answers: what is missing first, then every answer in words with the way to change it. */

import { faultyFacts, say } from "../words/answers.js";
import { all, element, fill, the } from "../shared/dom.js";
import { questionLink } from "../words/links.js";
/** @import { Answers, Texts, Verdicts } from "../shared/types.js" */

/** @typedef {{ answers: Answers, verdicts: Verdicts | null, texts: Texts }} Held */

const AT_ONCE = 8;

export class Check {
  /** What is drawn: the same is not drawn twice, so that nothing moves under a finger. */
  #drawn = "";

  /**
   * @param {HTMLElement} root
   * @param {import("./form.js").Form} form
   */
  constructor(root, form) {
    this.form = form;
    this.place = /** @type {HTMLElement} */ (the(root, "[data-role=check-list]"));
    this.sections = all(root, "section[data-section]").map((section) => ({
      title: the(section, "h2").textContent ?? "",
      facts: all(section, "[data-fact]").map(({ dataset }) => dataset.fact ?? ""),
    }));
  }

  /** @param {"working" | "failed"} state why there is nothing to show */
  tell(state) {
    this.#drawn = "";
    this.place.replaceChildren(element("p", { role: state === "failed" ? "alert" : undefined }, this.place.dataset[state] ?? ""));
  }

  /** @param {Held} held */
  show(held) {
    const { answers, verdicts, texts } = held;
    const aside = [...this.form.questions].filter(([, question]) => question.hasAttribute("data-aside")).map(([fact]) => fact);
    const key = JSON.stringify([answers, verdicts?.needed, verdicts?.problems, verdicts?.read, aside, texts.lang]);
    if (key === this.#drawn) return;
    this.#drawn = key;
    const focused = document.activeElement?.closest("[data-role=check-list] [data-answer]");
    const parts = this.sections.map(({ title, facts }) => {
      const rows = facts.filter((fact) => !aside.includes(fact)).map((fact) => drawRow(fact, held));
      if (!rows.length) return null;
      return element("section", {}, element("h3", {}, title), element("dl", { class: "sa-rows" }, ...rows));
    });
    const drawn = [drawProblems(held), drawNeeded(held), ...parts, drawAside(aside, held)];
    this.place.replaceChildren(...drawn.flatMap((part) => part ?? []));
    if (focused instanceof HTMLElement) this.focus(focused.dataset.answer ?? "");
  }

  /**
   * Put the focus on the way to change an answer, where the visitor left this step.
   * @param {string} fact
   * @returns {boolean} whether there is one
   */
  focus(fact) {
    const link = all(this.place, `.sa-rows [data-answer="${CSS.escape(fact)}"]`)[0];
    const fold = link?.closest("details");
    if (fold) fold.open = true;
    link?.focus({ preventScroll: true });
    link?.scrollIntoView({ block: "center" });
    return Boolean(link);
  }

  clear() {
    this.#drawn = "";
    this.place.replaceChildren();
  }
}

/**
 * @param {string} fact
 * @param {Held} held
 */
function drawRow(fact, { answers, verdicts, texts }) {
  const { label } = texts.facts[fact];
  const { check } = texts.ui;
  const { state, words } = say(fact, answers, verdicts, texts);
  const hidden = element("span", { class: "sa-hidden" }, fill(check.of_label, { label })); // heard with the word
  const way = questionLink(fact, { class: "sa-go" }, check[state === "unanswered" ? "answer" : "change"], hidden);
  return element(
    "div",
    { class: "sa-row", "data-row": fact, "data-state": state },
    element("dt", {}, label),
    element("dd", {}, words),
    element("dd", {}, way),
  );
}

/**
 * The answers that contradict others, or that could not be understood.
 * @param {Held} held
 */
function drawProblems({ verdicts, texts }) {
  const faulty = faultyFacts(verdicts, texts);
  if (!faulty.length) return null;
  const title = element("h3", {}, fill(texts.ui.check.problems, { n: faulty.length }));
  return element("section", { class: "sa-box", "data-role": "check-problems" }, title, drawWays(faulty.map((fact) => ({ fact })), texts));
}

/**
 * The questions without a usable answer that can still decide, with the number of results.
 * @param {Held} held
 */
function drawNeeded({ verdicts, texts }) {
  if (!verdicts) return null;
  const words = texts.ui.check;
  const count = (/** @type {string} */ fact) => verdicts.tracks.filter(({ needed }) => needed.includes(fact)).length;
  const items = verdicts.needed.map((fact) => ({ fact, note: fill(words.decides, { n: count(fact) }) }));
  if (!items.length) {
    const open = verdicts.findings.some(({ outcome }) => outcome === "open");
    return element("p", { class: "sa-box", "data-role": "check-complete" }, words.needed_none, open && ` ${words.needed_open}`);
  }
  const title = element("h3", {}, fill(words.needed, { n: items.length }));
  const rest = items.splice(AT_ONCE);
  const summary = element("summary", {}, fill(words.more, { n: rest.length }));
  const fold = rest.length > 0 && element("details", {}, summary, drawWays(rest, texts));
  const hint = element("p", { class: "sa-intro" }, words.needed_hint);
  return element("section", { class: "sa-box", "data-role": "check-needed" }, title, hint, drawWays(items, texts), fold);
}

/**
 * @param {{ fact: string, note?: string }[]} items
 * @param {Texts} texts
 */
function drawWays(items, { facts }) {
  const ways = items.map(({ fact, note }) => {
    const way = questionLink(fact, { class: "sa-go" }, facts[fact].label);
    return element("li", { "data-needed": fact }, way, note && " ", note && element("span", { class: "sa-used" }, note));
  });
  return element("ul", { class: "sa-ways-to" }, ...ways);
}

/**
 * @param {string[]} aside
 * @param {Held} held
 */
function drawAside(aside, held) {
  if (!aside.length) return null;
  const { ui } = held.texts;
  const rows = aside.map((fact) => drawRow(fact, held));
  const summary = element("summary", {}, fill(ui.check.aside, { n: aside.length }));
  const reason = element("p", { class: "sa-intro" }, ui.aside.reason);
  return element("details", { class: "sa-aside", "data-role": "check-aside" }, summary, reason, element("dl", { class: "sa-rows" }, ...rows));
}
