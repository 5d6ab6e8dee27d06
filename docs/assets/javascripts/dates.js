/**
 * The state of each date, as of the visitor's clock: open, closing in some days, today, closed.
 * The words stand in the list's data attributes; without JavaScript the dates speak for themselves.
 */
const SOON = 60; // days before a deadline from which the days are counted
const DAY = 24 * 60 * 60 * 1000;
const BEIJING = 8 * 60 * 60 * 1000; // deadlines are days of Beijing time

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

for (const list of document.querySelectorAll(".deadlines")) {
  for (const item of list.querySelectorAll("[data-at]")) {
    const { state, days } = stateOf(Date.parse(item.dataset.at), Date.now());
    const label = item.querySelector(".deadline__state");
    label.textContent = list.dataset[state].replace("{days}", String(days));
    label.hidden = false;
    item.dataset.state = state;
  }
}
