/** Keeps the results that are shown: the verdicts, the answers that they are on, and the advice as it comes in. */

/** @import { Answers, Results, Texts, Verdicts } from "../shared/types.js" */

export class Shown {
  /** @type {Results | null} */
  now = null;
  /** @type {Results | null} they outlive a checker that fails */
  last = null;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
  }

  /**
   * Keep new results in place of those that were shown.
   * @param {Verdicts} verdicts
   * @param {Answers} answers
   * @param {Texts} texts
   * @returns {Results}
   */
  replace(verdicts, answers, texts) {
    const understood = { ...answers, ...verdicts.read };
    const context = { texts, answers: understood, root: this.root.dataset.root ?? "", advice: {} };
    this.now = this.last = { verdicts, answers, context };
    return this.now;
  }

  /**
   * Add what would change the verdicts.
   * @param {import("../shared/types.js").Changes | import("../shared/types.js").Refusal} reply
   */
  advise(reply) {
    if (this.now) this.now.context.advice = reply.kind === "changes" ? { ways: reply.tracks } : { failed: true };
  }

  /** Hear that nothing is shown any more. */
  clear() {
    this.now = null;
  }

  /** Forget everything: the visitor has cleared the answers. */
  forget() {
    this.now = this.last = null;
  }
}
