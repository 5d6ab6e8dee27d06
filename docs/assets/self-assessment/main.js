/** Wires the self-assessment: form → client → worker (Python) → view. No rule and no word stands here. */

import { Adviser } from "./adviser.js";
import { Announcer } from "./announcer.js";
import { Aside } from "./aside.js";
import { Client } from "./client.js";
import { dataFile } from "./data-files.js";
import { all, the } from "./dom.js";
import { Form } from "./form.js";
import { Keeping } from "./keeping.js";
import { NextQuestion } from "./next-question.js";
import { Planning } from "./planning.js";
import { Preparation } from "./preparation.js";
import { Progress } from "./progress.js";
import { Review } from "./review.js";
import { Revival } from "./revival.js";
import { StatusBox } from "./status.js";
import { canRun } from "./support.js";
import { Turns, afterFrame } from "./turns.js";
import { View } from "./view.js";

const TYPING_MS = 300; // what is typed is looked at when the typing pauses

/** @param {HTMLElement} root */
function run(root) {
  const { edition = "", lang = "", assets = "" } = root.dataset;
  const announcer = new Announcer(root, the(root, "[data-role=announcer]"));
  const form = new Form(the(root, "form[data-role=form]"));
  const aside = new Aside(form);
  const progress = new Progress(root, form);
  const nextQuestion = new NextQuestion(root);
  const status = new StatusBox(root, announcer);
  const turns = new Turns(root); // what follows new verdicts
  const view = new View(root, announcer);
  const review = new Review(root, announcer, form, { progress, view, reckoned });

  /** @type {import("./types.js").Texts | null} */
  let texts = null;
  /** @type {string | null} the fact that is being typed */
  let typing = null;
  /** @type {string | null} the fact that was touched last */
  let atHand = null;
  let begun = false; // whether the checker has been started, or is about to be
  let timer = 0; // runs while what is typed has not been looked at

  const client = new Client({
    edition,
    runtime: new URL(`${assets}runtime/`, location.href).href,
    rulebook: dataFile(root, "rulebook.json"),
    texts: dataFile(root, `texts.${lang}.json`),
    onStatus: (state) => {
      status.show(state);
      if (state.phase !== "failed") return;
      turns.drop();
      adviser.clear();
      preparation.stop();
      nextQuestion.clear();
      review.clear();
      view.clear(); // verdicts that no longer follow the answers would mislead
      view.setPending(false);
    },
    onTexts: (loaded) => (texts = loaded),
    onReply: (reply, answers) => {
      if (!texts) return;
      if (reply.kind === "verdicts") {
        view.show(reply, answers, texts);
        follow(reply, answers, texts);
      } else {
        turns.drop();
        review.clear();
        view.showError(reply, texts);
      }
      view.setPending(client.pending || timer > 0);
    },
    onAdvice: (reply) => {
      turns.finish();
      view.showAdvice(reply);
      review.showAdvice(reply);
    },
  });
  const adviser = new Adviser(root, (answers) => client.advise(answers));
  const preparation = new Preparation(root, announcer, {
    request: (...request) => client.request(...request),
    showChosen: (tracks) => view.showChosen(tracks),
  });
  new Planning(root, announcer, preparation, {
    answers: () => form.answers(),
    load,
    toForm: () => progress.back(),
  });
  const keeping = new Keeping(root, announcer, form, { load, settled: guard });
  new Revival(client, { answers: () => form.answers(), ask, restart });

  /**
   * Do what follows from the verdicts that are shown.
   * @param {import("./types.js").Verdicts} verdicts
   * @param {import("./types.js").Answers} answers
   * @param {import("./types.js").Texts} words
   */
  function follow(verdicts, answers, words) {
    turns.take(
      () => {
        form.showProblems(verdicts.problems, words, typing);
        aside.update(verdicts, atHand);
        progress.update(form.answers());
        nextQuestion.show(verdicts.next, words);
      },
      () => review.show(verdicts, answers, words, typing),
      () => {
        adviser.update(verdicts, answers);
        preparation.update(answers, words);
      },
    );
  }

  function stopTimer() {
    clearTimeout(timer);
    timer = 0;
  }

  function ask() {
    stopTimer();
    client.ask(form.answers());
    view.setPending(client.status.phase !== "failed");
  }

  /** @param {Event} event the visitor's first touch starts the checker */
  function touch(event) {
    atHand = form.factAt(event.target) ?? atHand;
    if (begun || client.status.phase !== "idle") return;
    begun = true;
    afterFrame(() => begun && client.start());
    ask();
  }

  /** @param {Event} event */
  function answer(event) {
    touch(event);
    const control = /** @type {HTMLInputElement} */ (event.target);
    if (event.type === "input" && ["radio", "checkbox"].includes(control.type)) return; // its change follows
    // A date changes with every digit, a number with every key: neither is complete before it is left.
    typing = control.type === "date" || (control.type === "text" && event.type === "input") ? form.factAt(control) : null;
    progress.update(form.answers());
    keeping.changed();
    if (!typing) {
      ask();
      return;
    }
    stopTimer();
    timer = setTimeout(ask, TYPING_MS);
    view.setPending(client.status.phase !== "failed");
  }

  /** @param {import("./types.js").Answers} answers those of another project, or brought from elsewhere */
  function load(answers) {
    turns.drop(); // what they would say is about other answers
    typing = atHand = null;
    form.load(answers);
    progress.update(answers);
    keeping.changed();
    client.start();
    ask();
  }

  /** Have all that follows from the answers reckoned at once; null where nothing is left to wait for. */
  function reckoned() {
    leave();
    if (timer) ask();
    turns.finish();
    return client.busy || adviser.hurry() ? reckoning() : null;
  }

  async function reckoning() {
    do {
      await client.quiet();
      turns.finish();
    } while (adviser.hurry());
  }

  /** Start the checker anew, with the answers as they are. */
  function restart() {
    adviser.clear();
    preparation.stop();
    client.stop();
    client.start();
    ask();
  }

  function leave() {
    if (!typing) return;
    typing = null;
    ask();
  }

  /** Have the browser ask before the page, and the answers with it, is left. */
  function guard() {
    const loss = (form.touched && !keeping.safe) || preparation.touched;
    onbeforeunload = loss ? (event) => event.preventDefault() : null;
  }

  function clear() {
    stopTimer();
    turns.drop();
    begun = false;
    typing = atHand = null;
    client.stop();
    adviser.clear();
    preparation.clear();
    form.clear();
    aside.clear();
    review.forget();
    view.clear();
    view.setPending(false);
    nextQuestion.clear();
    progress.restart();
    progress.update({});
    keeping.clear();
    keeping.tell(the(root, "[data-role=cleared]").textContent);
    progress.shown.heading.focus({ preventScroll: true });
  }

  for (const kind of ["focusin", "pointerdown"]) form.element.addEventListener(kind, touch);
  for (const kind of ["input", "change"]) form.element.addEventListener(kind, answer);
  form.element.addEventListener("focusout", leave);

  /** @type {HTMLDialogElement} */
  const dialog = the(root, "dialog[data-role=clear]");
  dialog.addEventListener("close", () => dialog.returnValue === "clear" && clear());

  /** @type {Record<string, () => void>} */
  const actions = {
    clear: () => {
      dialog.returnValue = "";
      dialog.showModal();
    },
    retry: () => {
      client.retry();
      ask();
    },
    back: () => progress.back(),
  };
  root.addEventListener("click", (event) => {
    const clicked = event.target instanceof Element ? event.target : null;
    const link = clicked?.closest("[data-answer]");
    const button = clicked?.closest("[data-action]");
    if (link instanceof HTMLElement && link.dataset.answer) {
      event.preventDefault();
      progress.reveal(link.dataset.answer);
    }
    if (button instanceof HTMLElement && button.dataset.action) actions[button.dataset.action]?.();
  });
  new IntersectionObserver(
    ([{ isIntersecting }]) => review.sheet.open || root.toggleAttribute("data-at-results", isIntersecting),
    { rootMargin: "0px 0px -50% 0px" }, // it reaches into the upper half of the screen
  ).observe(view.panel);

  root.dataset.js = "";
  progress.update(form.answers());
  guard();
  keeping.open();
  // Say at once where it cannot work; go on at once where the browser has kept what was filled in.
  if (!canRun()) client.start();
  else if (form.touched) touch(new Event("restored"));
}

for (const root of all(document, "#self-assessment")) run(root);
