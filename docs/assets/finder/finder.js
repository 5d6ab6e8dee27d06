/**
 * The finder of the home page: chips hide the rows that do not fit. Which chips a row fits, and why not,
 * stands in the table (build_scripts/pages/tables/finder.py); here is neither a rule nor a word.
 */
import { chosen, filled, fragment, listed, remember, takeAlong } from "./address.js";

const MOST = 4; // tracks side by side
const FEWEST = 2;

/** @typedef {{ row: HTMLTableRowElement, track: string, fits: Set<string>, notes: HTMLElement[], pick: HTMLInputElement }} Entry */

/**
 * @template {Element} T
 * @param {ParentNode} within
 * @param {string} selector
 * @returns {T}
 */
const one = (within, selector) => /** @type {T} */ (within.querySelector(selector));

const finder = /** @type {HTMLElement} */ (one(document, ".finder"));
const form = /** @type {HTMLFormElement} */ (one(finder, ".finder__form"));
const count = /** @type {HTMLElement} */ (one(form, ".finder__count"));
const reset = /** @type {HTMLButtonElement} */ (one(form, ".finder__reset"));
const further = /** @type {HTMLDetailsElement} */ (one(form, ".finder__further"));
const compare = /** @type {HTMLAnchorElement} */ (one(finder, ".finder__compare"));
const picked = /** @type {HTMLElement} */ (one(finder, ".finder__picked"));
const plain = { name: compare.textContent ?? "", address: compare.href };

/** @type {Entry[]} */
const entries = [...finder.querySelectorAll("tr[data-track]")].map((found) => {
  const row = /** @type {HTMLTableRowElement} */ (found);
  return {
    row,
    track: row.dataset.track ?? "",
    fits: new Set((row.dataset.fits ?? "").split(" ")),
    notes: [...row.querySelectorAll("[data-keys]")].map((note) => /** @type {HTMLElement} */ (note)),
    pick: /** @type {HTMLInputElement} */ (one(row, ".finder__pick input")),
  };
});

const chips = /** @type {HTMLInputElement[]} */ ([...form.elements].filter((found) => found instanceof HTMLInputElement));
const groups = [...new Set(chips.map((chip) => chip.name))].filter((name) => name !== "out");

/** @returns {Record<string, string[]>} what is ticked now, by the names that stand in the address */
function ticked() {
  /** @type {Record<string, string[]>} */
  const lists = {};
  for (const { name, value, checked } of chips) if (checked && value) (lists[name] ??= []).push(value);
  lists.compare = entries.filter(({ pick }) => pick.checked).map(({ track }) => track);
  return lists;
}

/** Tick what the address says. */
function read() {
  const state = chosen();
  for (const chip of chips) {
    const values = listed(state, chip.name);
    chip.checked = chip.value ? values.includes(chip.value) : !values.length;
  }
  const tracks = listed(state, "compare").slice(0, MOST);
  for (const { pick, track } of entries) pick.checked = tracks.includes(track);
}

function show() {
  const lists = ticked();
  const wanted = groups.map((group) => (lists[group] ?? []).map((value) => `${group}:${value}`));
  const keys = new Set(wanted.flat());
  let fitting = 0;
  for (const { row, fits, notes } of entries) {
    const out = wanted.some((chips) => chips.length && !chips.some((key) => fits.has(key)));
    if (!out && !("apart" in row.dataset)) fitting += 1;
    row.hidden = out && !lists.out;
    row.classList.toggle("finder__out", out);
    for (const note of notes) note.hidden = !note.dataset.keys?.split(" ").some((key) => keys.has(key));
  }
  for (const body of finder.querySelectorAll("tbody")) {
    body.hidden = ![...body.querySelectorAll("tr[data-track]")].some((row) => !(/** @type {HTMLElement} */ (row).hidden));
  }
  const words = count.dataset;
  const text = (!keys.size ? words.all : fitting ? words.count : words.none) ?? "";
  const all = keys.size ? entries.filter(({ row }) => !("apart" in row.dataset)).length : entries.length;
  say(count, filled(text, { shown: fitting, all }));
  reset.hidden = !keys.size && !lists.compare.length;
  showPicked(lists.compare);
}

/** @param {string[]} tracks */
function showPicked(tracks) {
  const ready = tracks.length >= FEWEST;
  compare.href = plain.address + fragment({ compare: tracks });
  compare.textContent = ready ? filled(compare.dataset.picked ?? "", { count: tracks.length }) : plain.name;
  const full = tracks.length >= MOST;
  for (const { pick } of entries) pick.disabled = full && !pick.checked;
  say(picked, (full ? compare.dataset.full : tracks.length === 1 ? compare.dataset.more : "") ?? "");
}

/** A live region speaks only when its text changes. @param {HTMLElement} place @param {string} text */
function say(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

function follow() {
  read();
  show();
  takeAlong();
}

finder.addEventListener("change", () => {
  show();
  remember(ticked());
});
reset.addEventListener("click", () => {
  for (const chip of chips) chip.checked = !chip.value;
  for (const { pick } of entries) pick.checked = false;
  show();
  remember({});
  chips[0].focus();
});
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("popstate", follow);

follow();
further.open = matchMedia("(min-width: 45em)").matches || further.querySelector("input:checked:not([value=''])") !== null;
if (groups.some((group) => chosen().has(group))) document.getElementById("finder")?.scrollIntoView(); // sent by somebody
