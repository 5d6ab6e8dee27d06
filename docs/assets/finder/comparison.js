/** The comparison: of the table that holds all tracks as columns, only those are shown that were chosen. */
import { chosen, filled, listed, remember, takeAlong } from "./address.js";

const MOST = 4;

const form = /** @type {HTMLFormElement} */ (document.querySelector(".compare__form"));
const table = /** @type {HTMLTableElement} */ (document.querySelector(".compare__table"));
const count = /** @type {HTMLElement} */ (form.querySelector(".compare__count"));
const reset = /** @type {HTMLButtonElement} */ (form.querySelector(".finder__reset"));
const choice = /** @type {HTMLDetailsElement} */ (form.querySelector(".compare__choose"));
const differences = /** @type {HTMLInputElement} */ (form.elements.namedItem("differences"));
const boxes = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("input[name=compare]")]);
const tracks = [...table.tHead?.rows[0].cells ?? []].map((cell) => cell.dataset.track); // the first names the rows

/** Tick what the address says: no more than can stand side by side. */
function read() {
  const state = chosen();
  const wanted = listed(state, "compare").filter((track) => tracks.includes(track)).slice(0, MOST);
  for (const box of boxes) box.checked = wanted.includes(box.value);
  differences.checked = state.has("differences");
}

/** @param {HTMLTableRowElement} row @param {boolean[]} shown */
const sameThroughout = (row, shown) =>
  new Set([...row.cells].filter((_, place) => place && shown[place]).map((cell) => cell.textContent)).size < 2;

function show() {
  const ticked = boxes.filter((box) => box.checked).map((box) => box.value);
  const shown = tracks.map((track) => !track || !ticked.length || ticked.includes(track));
  for (const row of table.rows) {
    for (const cell of row.cells) cell.hidden = !shown[cell.cellIndex];
  }
  const rows = [...table.tBodies[0].rows];
  for (const row of rows) row.hidden = differences.checked && sameThroughout(row, shown);
  table.classList.toggle("compare__table--few", ticked.length > 0);
  const full = ticked.length >= MOST;
  for (const box of boxes) box.disabled = full && !box.checked;
  const words = count.dataset;
  const text = (full ? words.full : ticked.length ? words.some : words.all) ?? "";
  const told = filled(text, { count: ticked.length || boxes.length }) + (rows.every((row) => row.hidden) ? ` ${words.same}` : "");
  if (count.textContent !== told) count.textContent = told;
  reset.hidden = !ticked.length;
}

/** @returns {Record<string, string[]>} */
function state() {
  return {
    compare: boxes.filter((box) => box.checked).map((box) => box.value),
    differences: differences.checked ? [differences.value] : [],
  };
}

function follow() {
  const before = state().compare.length;
  read();
  show();
  takeAlong();
  if (!before && state().compare.length > 1) choice.open = false; // a whole choice has come with the address
}

form.addEventListener("change", () => {
  show();
  remember(state());
});
reset.addEventListener("click", () => {
  for (const box of boxes) box.checked = false;
  differences.checked = false;
  show();
  remember({});
  choice.open = true;
  boxes[0].focus();
});
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("popstate", follow);

follow();
choice.open = !boxes.some((box) => box.checked);
