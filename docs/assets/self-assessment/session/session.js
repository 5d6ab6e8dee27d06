/** What is done with the form as a whole: other answers, none, a checker started anew, and care for what would be lost. */

import { the } from "../shared/dom.js";
/** @import { Answers } from "../shared/types.js" */

/** @typedef {import("./replies.js").Parts & { keeping: import("../keeping/keeping.js").Keeping }} Parts */

export class Session {
  /**
   * @param {HTMLElement} root
   * @param {Parts} parts
   */
  constructor(root, parts) {
    this.root = root;
    this.parts = parts;
    this.dialog = /** @type {HTMLDialogElement} */ (the(root, "dialog[data-role=clear]"));
    this.dialog.addEventListener("close", () => this.dialog.returnValue === "clear" && this.#clear());
    /** @type {import("../shared/dom.js").Actions} */
    this.actions = {
      "[data-action=clear]": () => {
        this.dialog.returnValue = "";
        this.dialog.showModal();
      },
      "[data-action=retry]": () => {
        parts.client.retry();
        parts.asking.ask();
      },
    };
  }

  /** Hear that the form holds another answer. */
  answered() {
    const { progress, form, keeping } = this.parts;
    progress.update(form.answers());
    keeping.changed();
  }

  /** @param {Answers} answers those of another project, or brought from elsewhere */
  load(answers) {
    const { turns, form, asking } = this.parts;
    turns.drop(); // what they would say is about other answers
    form.load(answers);
    this.answered();
    asking.restart();
  }

  /** Start the checker anew, with the answers as they are. */
  restart() {
    const { adviser, preparation, client, asking } = this.parts;
    adviser.clear();
    preparation.stop();
    client.stop();
    client.start();
    asking.ask();
  }

  /** Have the browser ask before the page, and the answers with it, is left. */
  guard() {
    const { form, keeping, preparation } = this.parts;
    const loss = (form.touched && !keeping.safe) || preparation.touched;
    onbeforeunload = loss ? (event) => event.preventDefault() : null;
  }

  #clear() {
    const { turns, asking, client, adviser, preparation, form, aside, shown, review, view, nextQuestion, progress, keeping } = this.parts;
    turns.drop();
    asking.clear();
    client.stop();
    adviser.clear();
    preparation.clear();
    form.clear();
    aside.clear();
    shown.forget();
    review.forget();
    view.clear();
    view.setPending(false);
    nextQuestion.clear();
    progress.restart();
    progress.update({});
    keeping.clear();
    keeping.tell(the(this.root, "[data-role=cleared]").textContent);
    progress.shown.heading.focus({ preventScroll: true });
  }
}
