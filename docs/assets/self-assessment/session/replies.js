/** Hears the checker and hands on what it says: to the results at once, to what follows from them in turns. */

/** @import { Answers, Texts } from "../shared/types.js" */

/**
 * @typedef {object} Parts of the page
 * @property {import("../checker/client.js").Client} client
 * @property {import("./asking.js").Asking} asking
 * @property {import("../shared/turns.js").Turns} turns
 * @property {import("../checker/status.js").StatusBox} status
 * @property {import("../form/form.js").Form} form
 * @property {import("../form/set-aside.js").Aside} aside
 * @property {import("../form/steps.js").Progress} progress
 * @property {import("../form/next-question.js").NextQuestion} nextQuestion
 * @property {import("./shown.js").Shown} shown
 * @property {import("../results/panel.js").View} view
 * @property {import("./review.js").Review} review
 * @property {import("../results/advice-timing.js").Adviser} adviser
 * @property {import("../preparation/section.js").Preparation} preparation
 */

export class Replies {
  /** @type {Texts | null} */
  #texts = null;

  /** @param {Parts} parts */
  constructor(parts) {
    this.parts = parts;
  }

  /** @param {Texts} texts */
  onTexts(texts) {
    this.#texts = texts;
  }

  /** @param {import("../shared/types.js").Status} state */
  onStatus(state) {
    const { status, turns, adviser, preparation, nextQuestion, shown, review, view } = this.parts;
    status.show(state);
    if (state.phase !== "failed") return;
    turns.drop();
    adviser.clear();
    preparation.stop();
    nextQuestion.clear();
    shown.clear(); // verdicts that no longer follow the answers would mislead
    review.clear();
    view.clear();
    view.setPending(false);
  }

  /**
   * @param {import("../checker/client.js").Reply} reply
   * @param {Answers} answers
   */
  onReply(reply, answers) {
    const { shown, view, review, turns, asking } = this.parts;
    const texts = this.#texts;
    if (!texts) return;
    if (reply.kind === "verdicts") {
      view.show(shown.replace(reply, answers, texts));
      this.#follow(reply, answers, texts);
    } else {
      turns.drop();
      shown.clear();
      review.clear();
      view.showError(reply, texts);
    }
    view.setPending(asking.pending);
  }

  /** @param {import("../checker/client.js").AdviceReply} reply */
  onAdvice(reply) {
    const { shown, turns, view, review } = this.parts;
    turns.finish();
    shown.advise(reply);
    view.showAdvice();
    review.showAdvice();
  }

  /** Have all that follows from the answers reckoned at once; null where nothing is left to wait for. */
  reckoned() {
    const { client, asking, turns, adviser } = this.parts;
    asking.hurry();
    turns.finish();
    return client.busy || adviser.hurry() ? this.#reckoning() : null;
  }

  async #reckoning() {
    const { client, turns, adviser } = this.parts;
    do {
      await client.quiet();
      turns.finish();
    } while (adviser.hurry());
  }

  /**
   * Do what follows from the verdicts that are shown.
   * @param {import("../shared/types.js").Verdicts} verdicts
   * @param {Answers} answers
   * @param {Texts} texts
   */
  #follow(verdicts, answers, texts) {
    const { turns, form, aside, progress, nextQuestion, asking, review, adviser, preparation } = this.parts;
    turns.take(
      () => {
        form.showProblems(verdicts.problems, texts, asking.typing);
        aside.update(verdicts, asking.atHand);
        progress.update(form.answers());
        nextQuestion.show(verdicts.next, texts);
      },
      () => review.show(asking.typing),
      () => {
        adviser.update(verdicts, answers);
        preparation.update(answers, texts);
      },
    );
  }
}
