/**
 * Fetches the data of an edition (rules, words, examples) and lets nothing be used that is not what the page
 * was built with: build_scripts/stamp.py puts the SHA-256 of each file into the page. Where the browser
 * computes none (a page without https) a text must at least be whole JSON.
 */

import { AlteredError, digest } from "./runtime-files.js";

/** @typedef {{ address: string, sha256?: string }} DataFile */

/**
 * @param {{ dataset: Record<string, string | undefined> }} root the form's element
 * @param {string} name
 * @returns {DataFile}
 */
export function dataFile(root, name) {
  const { data = "", sha256 = "" } = root.dataset;
  const known = new Map(sha256.split(" ").map((entry) => /** @type {[string, string]} */ (entry.split("="))));
  return { address: new URL(data + name, location.href).href, sha256: known.get(name) };
}

/**
 * @param {DataFile} file
 * @returns {Promise<string>} rejected with an AlteredError where even a fresh copy is another one
 */
export async function readText({ address, sha256 }) {
  let found;
  for (const cache of /** @type {RequestCache[]} */ (["default", "reload"])) {
    const response = await fetch(address, { cache });
    if (!response.ok) throw new Error(`${response.status} ${address}`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    found = await digest(bytes);
    if (!found || !sha256 || found === sha256) return new TextDecoder().decode(bytes);
  }
  throw new AlteredError(`${address}: SHA-256 ${found}`);
}

/** @param {DataFile} file */
export async function readJson(file) {
  const text = await readText(file);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AlteredError(`${file.address}: ${error}`);
  }
}
