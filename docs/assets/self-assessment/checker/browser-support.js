/** Whether this browser can run the checker at all. A missing feature would make Pyodide hang silently. */

// The smallest module whose function takes an externref: Pyodide needs reference types.
const WITH_EXTERNREF = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 1, 111, 0];

/** @returns {boolean} */
export function canRun() {
  return (
    typeof Worker === "function" &&
    typeof TransformStream === "function" &&
    typeof WebAssembly === "object" &&
    WebAssembly.validate(new Uint8Array(WITH_EXTERNREF))
  );
}

const FAST_MBIT_S = 10; // the most that browsers tell

/**
 * Whether this line is known to be fast and free: then more bytes are the lesser evil. Browsers that
 * tell nothing of their line count as slow, and so does a page without https, where nothing can be proved.
 * @returns {boolean}
 */
export function lineIsFast() {
  const { connection, onLine } = /** @type {any} */ (navigator); // any: TypeScript knows no `connection`
  if (!connection || !onLine || !crypto.subtle) return false;
  return connection.downlink >= FAST_MBIT_S && !connection.saveData && connection.type !== "cellular";
}
