/** Words of a self-assessment, as texts.<lang>.json has them; made up, so that no test hangs on an edition. */

const UI = {
  figures: { number: "{value} {unit}" },
  form: { answer_yes: "yes", answer_no: "no", unknown: "I don’t know" },
  check: { unanswered: "not answered", faulty: "{value} (to be checked)" },
  findings: { answer: "{label}: {value}", answer_separator: "; " },
  preparation: {
    money: {
      at_least: "at least {value}",
      at_most: "at most {value}",
      times: "{factor} times",
      at_least_of: "at least {factor} of {label}",
      product: "{factor} × {whole} = {value}",
      product_rounded: "{factor} × {whole} ≈ {value}",
      short: "{by} missing",
      over: "{by} too much",
    },
  },
};

const FACTS = {
  team: { label: "Team", question: "", type: "number", unit: "people", unit_one: "person" },
  patents: { label: "Patents", question: "", type: "number" },
  spent: { label: "Spent", question: "", type: "number", unit: "CNY 10,000", money: /** @type {const} */ (true) },
  founded: { label: "Founded", question: "", type: "date" },
  joint: { label: "Joint", question: "", type: "yes_no" },
  kind: { label: "Kind", question: "", type: "choice", choices: { firm: "a firm", school: "a school" } },
};

/**
 * @param {string} [lang]
 * @returns {import("../../docs/assets/self-assessment/shared/types.js").Texts}
 */
export function textsIn(lang = "en") {
  const forms = lang === "en" ? [[1e9, "CNY {value} billion"], [1e6, "CNY {value} million"], [1, "CNY {value}"]] : [[1e4, "{value}万元"]];
  const written = { lang, facts: FACTS, ui: UI, money: { yuan: 10_000, forms }, laws: {}, tracks: {}, clauses: {} };
  return /** @type {any} */ (written); // any: what no module under test reads is left out
}
