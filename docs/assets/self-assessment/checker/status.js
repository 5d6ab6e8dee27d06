/** Says how the checker stands: the words are in the page already, this chooses among them. */

import { all, fill, the } from "../shared/dom.js";
/** @import { Status } from "../shared/types.js" */

const MEGABYTE = 1e6;

export class StatusBox {
  /**
   * @param {HTMLElement} root
   * @param {import("../shared/announcer.js").Announcer} announcer
   */
  constructor(root, announcer) {
    this.root = root;
    this.announcer = announcer;
    this.box = /** @type {HTMLElement} */ (the(root, "[data-role=status]"));
    this.bar = /** @type {HTMLProgressElement} */ (the(this.box, "progress"));
    this.bytes = /** @type {HTMLElement} */ (the(this.box, "[data-role=bytes]"));
    this.shown = "";
  }

  /** @param {Status} status */
  show(status) {
    this.root.dataset.status = status.phase;
    const state = status.stage ?? status.phase;
    if (status.reason) this.root.dataset.reason = status.reason;
    else delete this.root.dataset.reason;
    if (status.total) {
      this.bar.max = status.total;
      this.bar.value = status.loaded ?? 0;
      const [loaded, total] = [status.loaded ?? 0, status.total].map((bytes) => (bytes / MEGABYTE).toFixed(1));
      this.bytes.textContent = fill(this.bytes.dataset.template ?? "", { loaded, total });
    } else {
      this.bar.removeAttribute("value");
      this.bytes.textContent = "";
    }
    if (state === this.shown) return; // spoken once, however many bytes come in
    this.shown = state;
    for (const part of all(this.box, "[data-when]")) {
      part.hidden = !(part.dataset.when ?? "").split(" ").includes(state);
    }
    for (const part of all(this.box, "[data-reason]")) part.hidden = part.dataset.reason !== status.reason;
    const spoken = all(this.box, "p").filter((line) => !line.closest("[hidden]") && line !== this.bytes);
    if (state !== "idle") this.announcer.say(spoken.map((line) => line.textContent).join(" "), "status");
  }
}
