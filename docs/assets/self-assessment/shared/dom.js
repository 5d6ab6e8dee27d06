/** Small tools for the page. Data goes in as text nodes and attributes, never as HTML. */

/**
 * @typedef {Record<string, (clicked: HTMLElement, event: Event) => unknown>} Actions
 *   what a click does, by the selector of what it must lie in
 */

/**
 * Make an element.
 * @param {string} tag
 * @param {Record<string, string | number | boolean | undefined>} [attributes] `true` writes a bare
 *   attribute; `false` and `undefined` write none
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) if (child) made.append(child);
  return made;
}

/**
 * Put values into a text's braces; braces without a value stay as they are.
 * @param {string} text
 * @param {Record<string, string | number | boolean>} values
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (braces, name) => (name in values ? String(values[name]) : braces));
}

/**
 * The one element that must be there.
 * @param {ParentNode} parent
 * @param {string} selector
 * @returns {any} the element, of the type that its user knows from the template
 */
export function the(parent, selector) {
  const found = parent.querySelector(selector);
  if (!found) throw new Error(`The page has no ${selector}`);
  return found;
}

/**
 * Every element, as an array.
 * @param {ParentNode} parent
 * @param {string} selector
 * @returns {HTMLElement[]}
 */
export function all(parent, selector) {
  return [...parent.querySelectorAll(selector)].map((found) => /** @type {HTMLElement} */ (found));
}

/**
 * Write words into a place. Those that stand there already are left alone: the page would be laid out anew for nothing.
 * @param {Node} place
 * @param {string} words
 */
export function write(place, words) {
  if (place.textContent !== words) place.textContent = words;
}
