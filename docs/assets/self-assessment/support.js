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
