/**
 * Fetches the files of the runtime and lets nothing be used that is not what runtime.json promises:
 * the size, and the SHA-256 where the browser can compute it (it does on https and localhost).
 */

/**
 * @typedef {{ bytes: number, sha256: string }} Entry
 * @typedef {{ folder: string, lock: object, files: Record<string, Entry> }} Manifest
 */

const PACKED_ENDING = ".bin";
const plainFetch = self.fetch.bind(self); // worker.js puts another in its place, for Pyodide

/** @param {string} name of a file's packed twin */
export const packedName = (name) => name + PACKED_ENDING;

/** A file has come in whole, and is not the one that was published. */
export class AlteredError extends Error {}

export class RuntimeFiles {
  /**
   * @param {string} runtime address of the folder with runtime.json
   * @param {Manifest} manifest
   * @param {RequestCache} cache "reload" to pass by what the browser has kept
   * @param {(loaded: number, total: number) => void} onProgress about how many bytes were moved, of how many
   * @param {string} spared the file that will not be asked for
   */
  constructor(runtime, manifest, cache, onProgress, spared) {
    this.folder = `${runtime}${manifest.folder}/`;
    this.entries = manifest.files;
    this.cache = cache;
    this.onProgress = onProgress;
    /** @type {Map<string, number>} what share of a file has come in */
    this.shares = new Map(Object.keys(this.entries).map((name) => [name.replace(PACKED_ENDING, ""), 0]));
    this.shares.delete(spared);
    /** @type {Promise<void>[]} one for every file that was asked for: resolved when it is as it should be */
    this.moves = [];
    /** @type {(error: unknown) => void} */
    this.break = () => {};
    /** Rejects when any file cannot be had: Pyodide itself may then go on waiting for ever. */
    this.broken = new Promise((_, reject) => (this.break = reject));
    this.broken.catch(() => {}); // whoever waits for a file hears of it, too
  }

  /**
   * Import a module after its bytes have been looked at; the browser then takes them from its cache.
   * @param {string} name
   */
  async module(name) {
    await this.response(name).arrayBuffer();
    return import(this.folder + name);
  }

  /**
   * A response with a file's bytes as they come in. Its end is held back until all of it has been
   * checked: WebAssembly is compiled meanwhile, but cannot be used before.
   * @param {string} name
   * @param {boolean | Promise<boolean>} packed whether to fetch the file's packed twin
   */
  response(name, packed = false) {
    const type = name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
    const { readable, writable } = new TransformStream();
    const moved = this.move(name, packed, writable);
    this.moves.push(moved);
    moved.catch((error) => {
      this.break(error);
      writable.abort(error).catch(() => {});
    });
    return new Response(readable, { headers: { "Content-Type": type } });
  }

  /**
   * @param {string} name
   * @param {boolean | Promise<boolean>} packed
   * @param {WritableStream} target
   */
  async move(name, packed, target) {
    const unpack = await packed;
    const file = unpack ? packedName(name) : name;
    const { ok, body, status } = await plainFetch(this.folder + file, { cache: this.cache });
    if (!ok || !body) throw new Error(`${status} ${this.folder}${file}`);
    const checked = body.pipeThrough(this.check(file));
    await (unpack ? checked.pipeThrough(new DecompressionStream("gzip")) : checked).pipeTo(target);
  }

  /**
   * @param {string} file
   * @returns {TransformStream}
   */
  check(file) {
    const { bytes, sha256 } = this.entries[file];
    const altered = (/** @type {string} */ found) => new AlteredError(`${this.folder}${file}: ${found}`);
    const whole = new Uint8Array(bytes);
    /** @type {Uint8Array | null} */
    let held = null;
    let length = 0;
    return new TransformStream({
      transform: (chunk, controller) => {
        if (length + chunk.length > bytes) throw altered(`more than ${bytes} bytes`);
        whole.set(chunk, length);
        length += chunk.length;
        this.tell(file, length / bytes);
        if (held) controller.enqueue(held);
        held = chunk;
      },
      flush: async (controller) => {
        if (length !== bytes) throw altered(`${length} bytes of ${bytes}`);
        const found = await digest(whole);
        if (found && found !== sha256) throw altered(`SHA-256 ${found}`);
        if (held) controller.enqueue(held);
      },
    });
  }

  /**
   * Report how much has been moved; of what the host compresses, about as much as the packed twin has.
   * @param {string} file
   * @param {number} share
   */
  tell(file, share) {
    this.shares.set(file.replace(PACKED_ENDING, ""), share);
    let [loaded, total] = [0, 0];
    for (const [name, here] of this.shares) {
      const { bytes } = this.entries[packedName(name)] ?? this.entries[name];
      total += bytes;
      loaded += here * bytes;
    }
    this.onProgress(Math.round(loaded), total);
  }
}

/**
 * Whether this host compresses WebAssembly better than its packed twin is; many do not at all, or refuse to
 * send it. The probe is a small file of that type. What was found stays in the browser's cache with it.
 * @param {string} runtime
 * @returns {Promise<boolean>}
 */
export async function compresses(runtime) {
  const response = await plainFetch(`${runtime}probe.wasm`).catch(() => null);
  return Boolean(response?.ok && /\b(br|zstd)\b/.test(response.headers.get("Content-Encoding") ?? ""));
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Promise<string | null>} null where the browser computes none: a page without https
 */
async function digest(bytes) {
  if (!self.crypto?.subtle) return null;
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
