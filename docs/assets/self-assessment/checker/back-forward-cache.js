/**
 * Makes the page true again when the browser brings it back as it was left (back/forward cache): the
 * answers stand in it, but the worker may have been ended in the meantime, or its download cut off.
 */

const ANSWER_MS = 8000; // a worker that lives answers long before

export class Revival {
  #timer = 0;

  /**
   * @param {import("./client.js").Client} client
   * @param {{ answers: () => import("../shared/types.js").Answers, ask: () => void, restart: () => void }} page
   */
  constructor(client, page) {
    this.client = client;
    this.page = page;
    addEventListener("pageshow", ({ persisted }) => persisted && this.#look());
    addEventListener("pagehide", () => clearTimeout(this.#timer));
  }

  #look() {
    const { phase } = this.client.status;
    if (phase === "loading") this.page.restart();
    if (phase !== "ready") return;
    this.page.ask();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.page.restart(), ANSWER_MS);
    const sign = { kind: "assess", answers: this.page.answers() };
    this.client.request("sign of life", sign, () => clearTimeout(this.#timer));
  }
}
