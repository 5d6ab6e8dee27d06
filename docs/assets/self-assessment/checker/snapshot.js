/**
 * Restores the memory of a Python that has started before, which build_scripts/runtime/snapshot.mjs
 * wrote down: there is no start to wait for. Pyodide's options for this are private and made for its
 * own format; what is used of them stands here alone, and worker.js starts Python anew where it fails.
 */

const COUNT_BYTES = 4;

/**
 * @typedef {{ place: object, references: object, length: number, sha256: string, parts: [number, number][] }} Head
 * @typedef {{ HEAPU8: Uint8Array<ArrayBuffer>, API: { restoreSnapshot: () => object } }} PyodideModule
 * @typedef {(settings: object) => Promise<PyodideModule>} Create
 */

/** The memory is not the one that was written down. */
export class SnapshotError extends Error {}

/**
 * Options for loadPyodide with which it goes on from this memory, and the proof that it was the right one: that
 * takes no longer than what Pyodide has still to do, and nothing that it does may be believed before.
 * @param {Create} create makes the WebAssembly module
 * @param {ArrayBuffer} snapshot
 */
export function restoring(create, snapshot) {
  const [count] = new Uint32Array(snapshot.slice(0, COUNT_BYTES));
  const start = COUNT_BYTES + count;
  /** @type {Head} */
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(snapshot, COUNT_BYTES, count)));
  /** @type {(proof: Promise<void>) => void} */
  let prove;
  const proved = /** @type {Promise<void>} */ (new Promise((resolve) => (prove = resolve)));
  const options = {
    ...head.place,
    _loadSnapshot: new Uint8Array(head.length), // nothing but its length is read
    createPyodideModule: async (/** @type {object} */ settings) => {
      const module = await create(settings);
      fill(module.HEAPU8, head, new Uint8Array(snapshot, start));
      prove(proof(module.HEAPU8, head));
      module.API.restoreSnapshot = () => head.references;
      return module;
    },
  };
  return { options, proved };
}

/**
 * @param {Uint8Array} memory
 * @param {Head} head
 * @param {Uint8Array} bytes of all parts
 */
function fill(memory, { length, parts }, bytes) {
  if (memory.length < length) throw new SnapshotError(`${memory.length} bytes of memory for ${length}`);
  let from = 0;
  for (const [at, size] of parts) {
    memory.set(bytes.subarray(from, from + size), at);
    from += size;
  }
}

/**
 * Compare all of the memory as it is now: what this browser filled in itself must be the same, too.
 * @param {Uint8Array<ArrayBuffer>} memory
 * @param {Head} head
 */
async function proof(memory, { length, sha256 }) {
  const found = new Uint8Array(await crypto.subtle.digest("SHA-256", memory.subarray(0, length)));
  const named = Array.from(found, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (named !== sha256) throw new SnapshotError(`memory ${named}`);
}
