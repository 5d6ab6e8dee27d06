/** Wires the self-assessment: form → client → worker (Python) → results. No rule and no word stands here. */

import { listenForClicks } from "./session/actions.js";
import { Adviser } from "./results/advice-timing.js";
import { Announcer } from "./shared/announcer.js";
import { Aside } from "./form/set-aside.js";
import { Asking } from "./session/asking.js";
import { Client } from "./checker/client.js";
import { dataFile } from "./checker/data-files.js";
import { all, the } from "./shared/dom.js";
import { Form } from "./form/form.js";
import { Keeping } from "./keeping/keeping.js";
import { NextQuestion } from "./form/next-question.js";
import { Planning } from "./preparation/actions.js";
import { Preparation } from "./preparation/section.js";
import { Progress } from "./form/steps.js";
import { Replies } from "./session/replies.js";
import { Review } from "./session/review.js";
import { Revival } from "./checker/back-forward-cache.js";
import { Session } from "./session/session.js";
import { Shown } from "./session/shown.js";
import { StatusBox } from "./checker/status.js";
import { canRun } from "./checker/browser-support.js";
import { Turns } from "./shared/turns.js";
import { View } from "./results/panel.js";

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
  const shown = new Shown(root);
  const view = new View(root, announcer, shown);
  const review = new Review(root, announcer, form, { progress, shown, reckoned: () => replies.reckoned() });
  const client = new Client({
    edition,
    runtime: new URL(`${assets}runtime/`, location.href).href,
    rulebook: dataFile(root, "rulebook.json"),
    texts: dataFile(root, `texts.${lang}.json`),
  });
  const asking = new Asking(form, client, {
    answered: () => session.answered(),
    setPending: (pending) => view.setPending(pending),
  });
  const adviser = new Adviser(root, (answers) => client.advise(answers));
  const preparation = new Preparation(root, announcer, {
    request: (...request) => client.request(...request),
    showChosen: (tracks) => view.showChosen(tracks),
  });
  const planning = new Planning(root, announcer, preparation, {
    answers: () => form.answers(),
    load: (answers) => session.load(answers),
    toForm: () => progress.back(),
  });
  const keeping = new Keeping(root, announcer, form, {
    load: (answers) => session.load(answers),
    settled: () => session.guard(),
  });
  const parts = { client, asking, turns, status, form, aside, progress, nextQuestion, shown, view, review, adviser, preparation };
  const replies = new Replies(parts);
  const session = new Session(root, { ...parts, keeping });
  client.listener = replies;
  new Revival(client, { answers: () => form.answers(), ask: () => asking.ask(), restart: () => session.restart() });

  // An application's question is answered for its project: planning comes before progress, which leads there.
  listenForClicks(root, review.actions, view.actions, planning.actions, keeping.actions, session.actions, progress.actions);
  new IntersectionObserver(
    ([{ isIntersecting }]) => review.sheet.open || root.toggleAttribute("data-at-results", isIntersecting),
    { rootMargin: "0px 0px -50% 0px" }, // it reaches into the upper half of the screen
  ).observe(view.panel);

  root.dataset.js = "";
  progress.update(form.answers());
  session.guard();
  keeping.open();
  // Say at once where it cannot work; go on at once where the browser has kept what was filled in.
  if (!canRun()) client.start();
  else if (form.touched) asking.touch(null);
}

for (const root of all(document, "#self-assessment")) run(root);
