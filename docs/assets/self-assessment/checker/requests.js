/** What waits to be asked: under each name the latest request alone, and the most urgent kind first. */

const URGENCY = ["assess", "advise", "prepare", "combine"];

/**
 * @typedef {{ kind: string } & Record<string, unknown>} Message a request without its envelope
 * @typedef {{ name: string, message: Message, hear: (reply: any) => void }} Request
 *   `name`: a later request of the same name replaces an earlier one; any: the kind of the message decides what comes back
 */

export class Requests {
  /** @type {Map<string, Request>} in the order in which they came */
  #waiting = new Map();

  /** @param {Request} request */
  put(request) {
    this.drop(request.name);
    this.#waiting.set(request.name, request);
  }

  /** @param {string} name */
  drop(name) {
    this.#waiting.delete(name);
  }

  /** @param {string} name */
  has(name) {
    return this.#waiting.has(name);
  }

  get any() {
    return this.#waiting.size > 0;
  }

  /** @returns {Request | null} the next one, which then waits no longer */
  take() {
    const urgency = (/** @type {Request} */ { message }) => URGENCY.indexOf(message.kind);
    const next = [...this.#waiting.values()].sort((one, other) => urgency(one) - urgency(other))[0] ?? null;
    if (next) this.drop(next.name);
    return next;
  }

  clear() {
    this.#waiting.clear();
  }
}
