/**
 * Fetches the data of an edition (rules, words, examples) from the folder that is named after the content of
 * all that the form loads (build_scripts/site/form_address.py). What is no whole JSON is fetched anew once, then refused.
 */

import { AlteredError } from "./runtime-files.js";

/**
 * @param {{ dataset: Record<string, string | undefined> }} root the form's element
 * @param {string} name
 * @returns {string} the file's address
 */
export function dataFile(root, name) {
  return new URL(`${root.dataset.data}${name}`, location.href).href;
}

/**
 * @param {string} address
 * @returns {Promise<{ text: string, data: any }>} rejected with an AlteredError where even a fresh copy is no whole JSON
 */
export async function readData(address) {
  let fault;
  for (const cache of /** @type {RequestCache[]} */ (["default", "reload"])) {
    const response = await fetch(address, { cache });
    if (!response.ok) throw new Error(`${response.status} ${address}`);
    const text = await response.text();
    try {
      return { text, data: JSON.parse(text) };
    } catch (error) {
      fault = error;
    }
  }
  throw new AlteredError(`${address}: ${fault}`);
}
