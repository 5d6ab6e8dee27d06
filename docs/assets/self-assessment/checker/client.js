/** Talks to the worker in which py_checker runs: starts it, watches it, keeps one request at a time. */

import { readData } from "./data-files.js";
import { Requests } from "./requests.js";
import { AlteredError } from "./runtime-files.js";
import { canRun, lineIsFast } from "./browser-support.js";
/** @import { Answers, Reason, Status, Texts } from "../shared/types.js" */

const FORMAT = { format: "baise-check", version: 1 };
const SILENCE_MS = 60_000;

/**
 * @typedef {import("../shared/types.js").Verdicts | import("../shared/types.js").Refusal} Reply
 * @typedef {import("../shared/types.js").Changes | import("../shared/types.js").Refusal} AdviceReply
 *
 * @typedef {object} Listener
 * @property {(status: Status) => void} onStatus
 * @property {(texts: Texts) => void} onTexts called once per start, before the first reply
 * @property {(reply: Reply, answers: Answers) => void} onReply
 * @property {(reply: AdviceReply) => void} onAdvice on the answers of the last `onReply`
 */

export class Client {
  /** @type {Worker | null} */
  #worker = null;
  #waiting = new Requests();
  /** @type {import("./requests.js").Request | null} what the worker is at work on */
  #asked = null;
  #run = 0;
  #timer = 0;
  #failed = false;
  /** @type {(() => void)[]} who waits until nothing is under way */
  #waiters = [];
  /** @type {Listener | null} */
  listener = null;

  /**
   * @param {object} options
   * @param {string} options.edition
   * @param {string} options.runtime absolute address of its folder
   * @param {string} options.rulebook address
   * @param {string} options.texts address
   */
  constructor(options) {
    this.options = options;
    /** @type {Status} */
    this.status = { phase: "idle" };
  }

  /** Whether verdicts are still to come. */
  get pending() {
    return this.#waiting.has("assess") || this.#asked?.name === "assess";
  }

  /** Whether an answer to anything is still to come; from a worker that failed or was stopped none is. */
  get busy() {
    return ["loading", "ready"].includes(this.status.phase) && (this.#asked !== null || this.#waiting.any);
  }

  /** Wait until nothing is under way: all is answered, or the worker has failed. `#watch` ends every silence. */
  async quiet() {
    while (this.busy) await new Promise((done) => this.#waiters.push(() => done(null)));
  }

  /** Start the worker, unless one is starting or running. A failed one stays failed: see `retry`. */
  start() {
    if (this.status.phase === "idle") this.#start();
  }

  /** Start anew after a failure; what was asked before it is forgotten. */
  retry() {
    if (this.status.phase === "failed") this.#start();
  }

  /** End the worker and forget everything it was told. */
  stop() {
    this.#end();
    this.#forget();
    this.#tell({ phase: "idle" });
  }

  /**
   * Ask for the verdicts on these answers. Only the latest request waits; older ones are dropped.
   * @param {Answers} answers
   */
  ask(answers) {
    this.#waiting.drop("advise");
    this.request("assess", { kind: "assess", answers }, (reply) => this.listener?.onReply(reply, answers));
  }

  /**
   * Ask what would change the verdicts on these answers, unless newer ones are under way.
   * @param {Answers} answers
   */
  advise(answers) {
    if (!this.pending) this.request("advise", { kind: "advise", answers }, (reply) => this.listener?.onAdvice(reply));
  }

  /**
   * Ask anything else. Verdicts go before it; a later request of the same name takes its place.
   * @param {string} name
   * @param {import("./requests.js").Message} message
   * @param {(reply: any) => void} hear any: the kind of the message decides what comes back
   */
  request(name, message, hear) {
    this.#waiting.put({ name, message, hear });
    this.#send();
  }

  #start() {
    const run = ++this.#run;
    this.#tell({ phase: "loading", stage: "download", loaded: 0, total: 0 });
    const started = { module: false };
    try {
      if (!canRun()) throw new Error("WebAssembly is missing or too old");
      const kind = { get type() { started.module = true; return /** @type {const} */ ("module"); } };
      this.#worker = new Worker(new URL("worker.js", import.meta.url), kind);
      if (!started.module) throw new Error("no module workers");
    } catch (error) {
      this.#fail("unsupported", error);
      return;
    }
    const { runtime, rulebook, texts } = this.options;
    const words = readData(texts).then(({ data }) => data);
    words.catch((error) => run === this.#run && this.#fail(error instanceof AlteredError ? "altered" : "download", error));
    this.#worker.onmessage = ({ data }) => this.#hear(data, words, run);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      const { phase, loaded } = this.status;
      this.#fail(phase === "ready" ? "stopped" : loaded ? "start" : "download", event.message);
    };
    this.#worker.onmessageerror = () => this.#fail("stopped", "a message could not be read");
    const restore = lineIsFast() && !this.#failed; // a way that may hang is not tried twice
    this.#worker.postMessage({ type: "start", runtime, rulebook, restore });
    this.#watch();
  }

  /**
   * @param {any} message any: its type decides what it holds (worker.js)
   * @param {Promise<Texts>} words
   * @param {number} run
   */
  async #hear(message, words, run) {
    if (run !== this.#run) return;
    if (message.type === "progress") {
      this.#watch();
      this.#tell({ ...message.status, phase: "loading" });
    } else if (message.type === "ready") {
      const texts = await words.catch(() => null); // the failure has been told above
      if (texts && run === this.#run) this.#ready(texts);
    } else if (message.type === "reply") {
      this.#receive(message.text);
    } else if (message.type === "failed") {
      this.#fail(message.reason, message.detail);
    }
  }

  /** @param {Texts} texts */
  #ready(texts) {
    clearTimeout(this.#timer);
    this.listener?.onTexts(texts);
    this.#tell({ phase: "ready" });
    this.#send();
  }

  /** @param {string} text */
  #receive(text) {
    clearTimeout(this.#timer);
    const asked = this.#asked;
    this.#asked = null;
    const old = asked && (this.#waiting.has(asked.name) || (asked.name === "advise" && this.#waiting.has("assess")));
    if (asked && !old) asked.hear(JSON.parse(text));
    this.#send();
    this.#wake();
  }

  #send() {
    if (this.status.phase !== "ready" || this.#asked) return;
    this.#asked = this.#waiting.take();
    if (!this.#asked) return;
    const message = { ...FORMAT, ...this.#asked.message, edition: this.options.edition };
    this.#worker?.postMessage({ type: "ask", text: JSON.stringify(message) });
    this.#watch();
  }

  /** Give up when nothing is heard for a while: a Pyodide that cannot start may never say so. */
  #watch() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#fail("timeout", "nothing heard"), SILENCE_MS);
  }

  /**
   * @param {Reason} reason
   * @param {unknown} detail for the console only
   */
  #fail(reason, detail) {
    if (this.status.phase === "failed" || this.status.phase === "idle") return;
    console.warn("self-assessment:", reason, detail);
    this.#failed = true;
    this.#end();
    this.#forget();
    this.#tell({ phase: "failed", reason });
  }

  #forget() {
    this.#waiting.clear();
    this.#asked = null;
  }

  #end() {
    this.#run += 1; // what the old worker still says is not heard
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = null;
  }

  /** @param {Status} status */
  #tell(status) {
    this.status = status;
    this.listener?.onStatus(status);
    this.#wake();
  }

  #wake() {
    if (this.busy) return;
    for (const wake of this.#waiters.splice(0)) wake();
  }
}
