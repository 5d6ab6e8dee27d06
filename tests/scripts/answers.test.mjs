/** Answers, days and moments in words; and the file that answers are saved as. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { faultyFacts, say } from "../../docs/assets/self-assessment/words/answers.js";
import { fileName, fileText } from "../../docs/assets/self-assessment/keeping/file.js";
import { alike } from "../../docs/assets/self-assessment/keeping/kept-copy.js";
import { dayInWords, momentInWords } from "../../docs/assets/self-assessment/words/moments.js";
import { answersInWords, valueOf } from "../../docs/assets/self-assessment/words/values.js";
import { textsIn } from "./texts.mjs";

const texts = textsIn();

/** @param {object} some @returns {any} any: what is not read is left out */
const verdictsWith = (some) => ({ read: {}, problems: [], ...some });

test("a day is the same wherever the visitor is", () => {
  for (const zone of ["Pacific/Kiritimati", "Asia/Shanghai", "Pacific/Pago_Pago"]) {
    process.env.TZ = zone;
    assert.equal(dayInWords("en", "2025-06-20"), "20 June 2025");
    assert.equal(dayInWords("zh", "2025-06-20"), "2025年6月20日");
  }
});

test("a moment is told on the visitor’s own clock", () => {
  process.env.TZ = "Asia/Shanghai";
  const moment = new Date("2025-06-20T20:05:00Z");
  assert.equal(momentInWords("en", moment), "21 June 2025 at 04:05");
  assert.equal(momentInWords("zh", moment), "2025年6月21日 04:05");
});

test("every type of answer has its words", () => {
  /** @type {[string, string | boolean, string][]} */
  const said = [["joint", true, "yes"], ["joint", false, "no"], ["kind", "firm", "a firm"], ["founded", "2001-02-03", "3 February 2001"], ["team", "1", "1 person"]];
  for (const [fact, answer, words] of said) assert.equal(valueOf(fact, answer, texts), words);
  const context = { texts, answers: { joint: true, team: "12" }, root: "", advice: {} };
  assert.equal(answersInWords(["joint", "team"], context), "Joint: yes; Team: 12 people");
});

test("an answer says whether it counts", () => {
  assert.deepEqual(say("team", {}, null, texts), { state: "unanswered", words: "not answered" });
  assert.deepEqual(say("team", { team: null }, null, texts), { state: "unknown", words: "I don’t know" });
  assert.deepEqual(say("team", { team: "一千二" }, null, texts), { state: "given", words: "一千二" });
  assert.deepEqual(say("founded", { founded: "2025-02-31x" }, null, texts), { state: "given", words: "2025-02-31x" });
  const verdicts = verdictsWith({ read: { team: "1200" }, problems: [{ fact: "joint", code: "conflict", detail: { law: "l1", kind: "firm" } }] });
  assert.deepEqual(say("team", { team: "一千二" }, verdicts, texts), { state: "given", words: "1,200 people" });
  assert.deepEqual(say("joint", { joint: true }, verdicts, texts), { state: "faulty", words: "yes (to be checked)" });
  assert.equal(say("kind", { kind: "firm" }, verdicts, texts).state, "faulty", "it is what the other one contradicts");
});

test("a question with several problems is listed once, and none that the form does not ask", () => {
  const problems = ["team", "joint", "team", "gone"].map((fact) => ({ fact, code: "", detail: {} }));
  assert.deepEqual(faultyFacts(verdictsWith({ problems }), texts), ["team", "joint"]);
  assert.deepEqual(faultyFacts(null, texts), []);
});

test("answers are alike in whatever order, and not where one is missing or another", () => {
  assert(alike({ joint: true, team: "7" }, { team: "7", joint: true }));
  assert(!alike({ joint: true }, {}));
  assert(!alike({ joint: null }, {}), "“I don’t know” is an answer");
  assert(!alike({ team: "7" }, { team: "8" }));
});

test("a file is named after the edition and the day on the visitor’s clock", () => {
  process.env.TZ = "Asia/Shanghai";
  assert.equal(fileName("answers {edition} {date}.json", "2030", new Date("2025-01-08T20:00Z")), "answers 2030 2025-01-09.json");
});

test("what people read stands first in a file", () => {
  const envelope = { format: "f", version: 1, edition: "2030", content: "c", saved: "s", answers: {}, questions: {} };
  const text = fileText(envelope, "about", [{ question: "Joint?", answer: "yes" }]);
  assert.deepEqual(Object.keys(JSON.parse(text)), ["about", "readable", ...Object.keys(envelope)]);
  assert(text.endsWith("}\n"));
});
