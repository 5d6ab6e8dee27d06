/**
 * The state of each date: open, closing in some days, today, closed; and on which clock that rests, since the
 * visitor's may be wrong. The words stand in the list's data attributes; without JavaScript the dates speak
 * for themselves.
 */
const SOON = 60; // days before a deadline from which the days are counted
const YEAR = 366; // a guide is published every year: no visitor reads one earlier than that before its deadlines
const DAY = 24 * 60 * 60 * 1000;
const ZONE = "Asia/Shanghai";
const BEIJING = 8 * 60 * 60 * 1000; // deadlines are days of Beijing time
const LOCALES = /** @type {Record<string, string>} */ ({ en: "en-GB" }); // as the deadlines themselves are written

/** @param {number} time @returns {number} the day's number in Beijing */
const dayOf = (time) => Math.floor((time + BEIJING) / DAY);

/**
 * @param {number} deadline
 * @param {number} now
 * @returns {{state: string, days: number}}
 */
function stateOf(deadline, now) {
  const days = dayOf(deadline) - dayOf(now);
  if (now >= deadline) return { state: "closed", days };
  if (days === 0) return { state: "today", days };
  if (days > SOON) return { state: "open", days };
  return { state: days === 1 ? "closingOne" : "closing", days };
}

/** @param {HTMLElement} list @param {number} now @param {boolean} early */
function tellClock(list, now, early) {
  const { lang } = document.documentElement;
  const date = new Intl.DateTimeFormat(LOCALES[lang] ?? lang, { dateStyle: "long", timeZone: ZONE }).format(now);
  const line = list.nextElementSibling;
  if (line) line.textContent = (list.dataset[early ? "doubt" : "clock"] ?? "").replace("{date}", date);
}

for (const list of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".deadlines"))) {
  const now = Date.now();
  const items = [.../** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("[data-at]"))];
  const timeOf = (/** @type {HTMLElement} */ item) => Date.parse(item.dataset.at ?? "");
  if (!items.length) continue;
  const early = items.every((item) => dayOf(timeOf(item)) - dayOf(now) > YEAR);
  for (const item of items) {
    const { state, days } = stateOf(timeOf(item), now);
    const label = /** @type {HTMLElement} */ (item.querySelector(".deadline__state"));
    label.hidden = early;
    if (early) continue;
    label.textContent = (list.dataset[state] ?? "").replace("{days}", String(days));
    item.dataset.state = state;
  }
  setTimeout(tellClock, 0, list, now, early); // the first form of a date takes a phone 40 ms: its line has its place
}
