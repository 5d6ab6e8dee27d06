/**
 * What a visitor chose, in the fragment of the address: it can be sent on, the browser's own buttons lead
 * back through it, and it never reaches a server.
 */

/** @returns {URLSearchParams} */
export const chosen = () => new URLSearchParams(location.hash.slice(1));

/**
 * @param {URLSearchParams} state
 * @param {string} name
 * @returns {string[]}
 */
export const listed = (state, name) => (state.get(name) ?? "").split(".").filter(Boolean);

/** @param {Record<string, string[]>} lists @returns {string} a fragment; empty where nothing is chosen */
export function fragment(lists) {
  const state = new URLSearchParams();
  for (const [name, values] of Object.entries(lists)) {
    if (values.length) state.set(name, values.join("."));
  }
  return [...state].length ? `#${state}` : "";
}

/** A step that the back button takes back. @param {Record<string, string[]>} lists */
export function remember(lists) {
  const address = fragment(lists) || location.pathname + location.search;
  if (fragment(lists) !== location.hash) history.pushState(null, "", address);
  takeAlong();
}

/** The same page in the other language shows the same choice. */
export function takeAlong() {
  for (const link of document.querySelectorAll("a[hreflang]")) {
    if (link instanceof HTMLAnchorElement) link.hash = location.hash;
  }
}

/** @param {string} text @param {Record<string, number>} values @returns {string} */
export const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
