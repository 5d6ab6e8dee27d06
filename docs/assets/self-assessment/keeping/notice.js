/** Draws what is to be said of answers that came in. All that was read goes in as text. */

import { element, fill, the } from "../shared/dom.js";
import { questionLink } from "../words/links.js";
/** @import { Changes, Content, Refused } from "./envelope.js" */

/** @typedef {Content & { editions: string[], words: any }} PageContent what kept_answers.py wrote; any: as `ui` in types.js */

const MOST = 40; // entries of a list

export class AnswersNotice {
  /**
   * @param {HTMLElement} root
   * @param {import("../shared/announcer.js").Announcer} announcer
   * @param {PageContent} page
   */
  constructor(root, announcer, page) {
    this.root = root;
    this.announcer = announcer;
    this.page = page;
    this.box = /** @type {HTMLElement} */ (the(root, "[data-role=notice]"));
    this.home = this.box.previousElementSibling;
    /** @type {Element | null} what had the focus when it was said */
    this.back = null;
    this.body = /** @type {HTMLElement} */ (the(this.box, "[data-role=notice-body]"));
  }

  /**
   * Say one thing.
   * @param {string} words
   * @param {Element | null} near the control that it answers, if any
   * @param {...(HTMLElement | boolean)} more
   */
  say(words, near, ...more) {
    const item = near?.closest("li");
    if (item) item.append(this.box);
    else this.home?.after(this.box);
    this.#show([element("p", {}, words), ...more.filter((part) => part instanceof HTMLElement)], false);
    this.box.scrollIntoView({ block: "nearest" });
  }

  /**
   * Say what the visitor did not ask for just now: it stays in view, and nothing moves.
   * @param {string} words
   */
  warn(words) {
    this.home?.after(this.box);
    this.#show([element("p", {}, words)], true);
  }

  close() {
    this.box.hidden = true;
    this.body.replaceChildren();
    this.home?.after(this.box);
  }

  /** Close it as the visitor asked, and put the focus back where it was. */
  dismiss() {
    this.close();
    const back = this.back?.isConnected && this.back !== document.body ? this.back : the(this.root, "[data-role=answers] summary");
    back.focus({ preventScroll: true });
  }

  /**
   * Say that answers were loaded, and what has changed since they were given.
   * @param {string} words
   * @param {Element | null} near
   * @param {Changes} changes
   * @param {string} content to which they were given
   */
  loaded(words, near, changes, content) {
    this.say(words, near, ...(changes.content ? this.#older(changes, content) : []), ...this.#lists(changes));
  }

  /**
   * Say why nothing was loaded.
   * @param {Refused} refused
   * @param {Element | null} near
   */
  refused({ refusal: { code, detail }, changes }, near) {
    const { words, editions } = this.page;
    const other = code === "wrong_edition" && editions.includes(String(detail.found)) && this.#editionLink(String(detail.found));
    this.say(fill(words.refused[code], detail), near, other, ...(changes ? this.#lists(changes) : []));
  }

  /**
   * @param {HTMLElement[]} parts
   * @param {boolean} urgent
   */
  #show(parts, urgent) {
    if (!this.box.contains(document.activeElement)) this.back = document.activeElement;
    this.body.replaceChildren(...parts);
    this.box.toggleAttribute("data-urgent", urgent);
    this.box.hidden = false;
    this.announcer.say(parts.map((part) => part.textContent).join(" "));
  }

  /**
   * @param {Changes} changes
   * @param {string} content
   */
  #older({ added, changed, gone }, content) {
    const { words } = this.page;
    const older = element("p", {}, fill(words.older, { found: content, wanted: this.page.content }));
    const same = !added.length && !changed.length && !gone.length;
    return same ? [older, element("p", {}, words.unchanged)] : [older];
  }

  /** @param {Changes} changes */
  #lists({ added, changed, gone, unusable }) {
    const { words } = this.page;
    const names = gone.map((one) => element("bdi", {}, "label" in one ? one.label : this.#place(one.after)));
    return [
      list(words.added, added.map((id) => this.#link(id))),
      list(words.changed, changed.map((id) => this.#link(id))),
      list(words.gone, names),
      list(words.unusable, unusable.map((id) => this.#link(id))),
    ];
  }

  /** @param {string | null} after */
  #place(after) {
    const { words } = this.page;
    return after === null ? words.gone_first : fill(words.gone_after, { label: this.#label(after) });
  }

  /** @param {string} id */
  #label(id) {
    return this.page.questions.find((question) => question.id === id)?.label ?? id;
  }

  /** @param {string} id */
  #link(id) {
    return questionLink(id, {}, this.#label(id));
  }

  /** @param {string} edition one that the site has */
  #editionLink(edition) {
    const words = fill(this.page.words.edition_page, { edition });
    return element("p", {}, element("a", { href: `${this.root.dataset.root}${edition}/self-assessment/` }, words));
  }
}

/**
 * @param {string} title
 * @param {HTMLElement[]} items
 */
function list(title, items) {
  if (!items.length) return false;
  const shown = items.slice(0, MOST).map((item) => element("li", {}, item));
  if (items.length > MOST) shown.push(element("li", {}, `… +${items.length - MOST}`));
  return element("div", {}, element("p", {}, title), element("ul", {}, ...shown));
}
