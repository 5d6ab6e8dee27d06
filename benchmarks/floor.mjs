/**
 * The floor of the benchmark: what the same rules cost in plain JavaScript. An interpreter of
 * rulebook.json that computes the outcome of every clause and the verdict on every track, as
 * py_checker does (tests/checker/test_floor.py compares the two on all scenarios). It explains nothing,
 * finds no faults in answers and reads no numbers but plain decimal ones: it is here to measure with.
 */

const SCALE = 12; // decimals that figures are kept with, as integers

/**
 * @typedef {boolean | null} Truth null is unknown
 * @typedef {Record<string, any>} Node of the rulebook; any: its `op` or its place decides what it holds
 * @typedef {Map<string, any>} Values of the answers, by fact; any: their facts' types decide
 * @typedef {{ clause: string, kind: string, outcome: string, canDeny: boolean }} Finding
 * @typedef {{ clause: Node, links: Node[], reading?: Node, peers: Pair[] }} Pair a clause, what frees from it, and
 *   those that share its reading
 * @typedef {{ binding: Truth, kept: Truth, check: Truth, doubt: Truth, eased: Truth, free: (wanted: (link: Node) => boolean) => Truth }} Seen
 */

const not = (/** @type {Truth} */ a) => (a === null ? null : !a);
const all = (/** @type {Truth[]} */ parts) => (parts.includes(false) ? false : parts.includes(null) ? null : true);
const any = (/** @type {Truth[]} */ parts) => (parts.includes(true) ? true : parts.includes(null) ? null : false);

/** @param {string | number} raw */
function figure(raw) {
  const found = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(String(raw));
  if (!found || (found[3] ?? "").length > SCALE) throw new Error(`no plain number: ${raw}`);
  return BigInt(`${found[1]}${found[2]}${(found[3] ?? "").padEnd(SCALE, "0")}`);
}

const UNIT = figure(1);

/**
 * Conditions on one answer: op → (answer, slots, reference date) → boolean.
 * @type {Record<string, (found: any, slots: Node, on: string) => boolean>} any: as in `Values`
 */
const TESTS = {
  is: (found, slots) => found === slots.value,
  one_of: (found, slots) => slots.values.includes(found),
  at_least: (found, slots) => found >= figure(slots.bound),
  at_most: (found, slots) => found <= figure(slots.bound),
  above: (found, slots) => found > figure(slots.bound),
  below: (found, slots) => found < figure(slots.bound),
  before: (found, slots) => found < slots.day, // dates as ISO texts
  from: (found, slots) => found >= slots.day,
  age_at_most: (found, slots, on) => completedYears(found, on) <= slots.years,
};

/**
 * Conditions on the answers to two facts: op → names of the facts, test.
 * @type {Record<string, { names: string[], holds: (one: bigint, other: bigint, slots: Node) => boolean }>}
 */
const COMPARISONS = {
  below_fact: { names: ["fact", "other"], holds: (one, other) => one < other },
  ratio: { names: ["numerator", "denominator"], holds: (part, whole, slots) => part * UNIT >= figure(slots.factor) * whole },
  ratio_above: { names: ["numerator", "denominator"], holds: (part, whole, slots) => part * UNIT > figure(slots.factor) * whole },
};

/** @param {string} born @param {string} on both in ISO 8601 */
function completedYears(born, on) {
  return Number(on.slice(0, 4)) - Number(born.slice(0, 4)) - (on.slice(5) < born.slice(5) ? 1 : 0);
}

export class Floor {
  /** @param {string} rulebook rulebook.json */
  constructor(rulebook) {
    /** @type {Node} */
    this.book = JSON.parse(rulebook);
    const byId = (/** @type {Node[]} */ nodes) => new Map(nodes.map((node) => [node.id, node]));
    this.facts = byId(this.book.facts);
    this.clauses = byId(this.book.clauses);
    this.readings = byId(this.book.readings);
    /** @type {Map<string, Pair>} each distinct pair once */
    this.pairs = new Map();
    this.tracks = this.book.tracks.map((/** @type {Node} */ track) => ({ ...track, keys: this.keysOf(track) }));
  }

  /** @param {Node} track */
  keysOf(track) {
    const listed = track.clauses.map((/** @type {string} */ id) => this.clauses.get(id));
    const checked = listed.filter((/** @type {Node} */ clause) => clause.check);
    /** @type {Pair[]} */
    const alone = checked.map((/** @type {Node} */ clause) => {
      const links = this.book.exemptions.filter((/** @type {Node} */ item) => item.target === clause.id && track.clauses.includes(item.source));
      const name = [clause, ...links].find((/** @type {Node} */ item) => item.reading)?.reading;
      return { clause, links, reading: this.readings.get(name), peers: [] };
    });
    return alone.map((pair) => {
      const peers = alone.filter((other) => pair.reading && other.reading === pair.reading && other !== pair);
      const key = [pair, ...peers].map(({ clause, links }) => [clause.id, ...links.map(({ source }) => source)].join("|")).join("+");
      if (!this.pairs.has(key)) this.pairs.set(key, { ...pair, peers });
      return key;
    });
  }

  /** @param {string} message a request `assess`, as for py_checker */
  respond(message) {
    const answers = this.values(JSON.parse(message).answers);
    const findings = new Map([...this.pairs].map(([key, pair]) => [key, this.find(pair, answers)]));
    const tracks = this.tracks.map((/** @type {Node} */ { id, status, keys }) => ({
      track: id,
      verdict: status === "open" ? verdict(keys.map((/** @type {string} */ key) => findings.get(key))) : "not_open",
    }));
    return JSON.stringify({ tracks, findings: [...findings.values()].map(({ clause, outcome }) => ({ clause, outcome })) });
  }

  /**
   * @param {import("../docs/assets/self-assessment/shared/types.js").Answers} raw
   * @returns {Values}
   */
  values(raw) {
    const values = new Map();
    for (const [id, answer] of Object.entries(raw)) {
      if (answer === null) continue;
      values.set(id, this.facts.get(id)?.type === "number" ? figure(String(answer)) : answer);
    }
    const broken = this.book.consistency.filter((/** @type {Node} */ law) => this.truth(law.never, values) === true);
    for (const law of broken) for (const fact of factsOf(law.never)) values.delete(fact);
    return values;
  }

  /**
   * @param {Node} condition
   * @param {Values} answers
   * @returns {Truth}
   */
  truth(condition, answers) {
    const { op, operands = [] } = condition;
    if (TESTS[op]) {
      const found = answers.get(condition.fact);
      return found === undefined ? null : TESTS[op](found, condition, this.book.reference_date);
    }
    if (COMPARISONS[op]) {
      const { names, holds } = COMPARISONS[op];
      const [one, other] = names.map((name) => answers.get(condition[name]));
      return one === undefined || other === undefined ? null : holds(one, other, condition);
    }
    const parts = operands.map((/** @type {Node} */ part) => this.truth(part, answers));
    if (op === "all") return all(parts);
    if (op === "any") return any(parts);
    if (op === "not") return not(this.truth(condition.operand, answers));
    if (op === "if") return any([not(this.truth(condition.premise, answers)), this.truth(condition.conclusion, answers)]);
    if (op !== "count") throw new Error(`unknown condition ${op}`);
    const [yes, open] = [true, null].map((value) => parts.filter((/** @type {Truth} */ part) => part === value).length);
    return yes >= condition.wanted ? true : yes + open >= condition.wanted ? null : false;
  }

  /**
   * @param {Pair} pair
   * @param {Values} answers
   * @returns {Finding}
   */
  find(pair, answers) {
    const { clause, reading, peers } = pair;
    const seen = this.see(pair, answers);
    const { binding, kept, doubt, eased } = seen;
    const hard = clause.kind === "required";
    const found = { clause: clause.id, kind: clause.kind, outcome: outcomeOf(binding, kept, doubt, eased), canDeny: false };
    found.canDeny = found.outcome === "open" && hard && kept !== true && eased !== true;
    if (!hard || !reading || !peers.length || !["open", "doubtful"].includes(found.outcome)) return found;
    const together = [{ pair, seen }, ...peers.filter((peer) => peer.clause.kind === "required").map((peer) => ({ pair: peer, seen: this.see(peer, answers) }))];
    const failing = reading.options.map((/** @type {string} */ option) => together.map((one) => fails(one.pair, one.seen, option)));
    const own = any(failing.map((/** @type {Truth[]} */ [first]) => first));
    const denied = all([own, ...failing.map(any)]);
    if (denied === false) return found;
    if (denied && found.outcome === "doubtful") return { ...found, outcome: "not_met" };
    return { ...found, outcome: "open", canDeny: true };
  }

  /**
   * @param {Pair} pair
   * @param {Values} answers
   * @returns {Seen}
   */
  see({ clause, links, reading }, answers) {
    const truth = (/** @type {Node | null} */ condition, /** @type {Truth} */ absent) =>
      condition ? this.truth(condition, answers) : absent;
    const free = (/** @type {(link: Node) => boolean} */ wanted) => any(links.filter(wanted).map((item) => this.truth(item.when, answers)));
    const each = reading ? all(reading.options.map((/** @type {string} */ option) => free((link) => link.under === option))) : false;
    const binding = all([truth(clause.applies_when, true), not(any([free(({ certainty }) => certainty === "plain"), each]))]);
    const check = truth(clause.check, true);
    const doubtful = (/** @type {Node} */ { certainty }) => certainty === "doubtful";
    const own = truth(clause.doubtful_when, false);
    const doubt = clause.under ? all([own, not(free((link) => link.under === clause.under))]) : own;
    return { binding, kept: any([not(binding), check]), check, doubt, eased: free(doubtful), free };
  }
}

/**
 * Whether a clause fails where the word of its reading means the option, though not whatever it means.
 * @param {Pair} pair
 * @param {Seen} seen
 * @param {string} option
 */
function fails({ clause }, { binding, check, doubt, free }, option) {
  const stricter = clause.under === option ? all([check, doubt]) : false;
  const otherwise = free(({ under }) => under && under !== option);
  const freed = free(({ certainty, under }) => certainty === "doubtful" && (!under || under === option));
  return all([binding, any([stricter, all([not(check), otherwise])]), not(freed)]);
}

/** @param {Truth} binding @param {Truth} kept @param {Truth} doubt @param {Truth} eased */
function outcomeOf(binding, kept, doubt, eased) {
  if (binding === false) return "not_applicable";
  if (kept === false) return eased === null ? "open" : eased ? "doubtful" : "not_met";
  if (kept === null) return "open";
  if (doubt === false) return "met";
  return doubt && binding ? "doubtful" : "open";
}

/** @param {Finding[]} findings */
function verdict(findings) {
  const speaking = findings.filter((item) => item.kind !== "preferred" && !["met", "not_applicable"].includes(item.outcome));
  const open = speaking.filter((item) => item.outcome === "open");
  if (speaking.some((item) => item.outcome === "not_met" && item.kind === "required")) return "ineligible";
  if (open.some((item) => item.canDeny)) return "undetermined";
  if (speaking.length > open.length) return "conditional";
  return open.length ? "undetermined" : "eligible";
}

/** @param {Node} condition @returns {string[]} */
function factsOf(condition) {
  const inner = [...(condition.operands ?? []), condition.operand, condition.premise, condition.conclusion];
  const own = [condition.fact, condition.other, condition.numerator, condition.denominator];
  return [...own.filter(Boolean), ...inner.filter(Boolean).flatMap(factsOf)];
}
