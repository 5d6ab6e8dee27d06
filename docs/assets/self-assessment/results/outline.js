/** Sorts the results for a summary: reached, under conditions, nearly, not (by chief reason), open. Ids only. */

/** @import { Advice, ChangeSet, Finding, TrackVerdict, Verdicts } from "../shared/types.js" */

/**
 * @typedef {object} Near tracks that are as far away, by the same thing
 * @property {string[]} tracks
 * @property {string[]} clauses hard conditions that are not met, where no changes are known
 * @property {ChangeSet} [set] the smallest set of changes that would turn it
 * @property {string} [reaches] the verdict that the changes lead to
 *
 * @typedef {{ clause: string, tracks: { track: string, others: number }[] }} Reason
 *   `others`: how many more hard conditions a track fails
 *
 * @typedef {object} Outline
 * @property {string[]} eligible
 * @property {{ tracks: string[], clauses: string[] }[]} conditional by what has to be clarified
 * @property {Near[]} near
 * @property {Reason[]} ineligible the others, by chief reason
 * @property {{ track: string, needed: number }[]} undetermined
 * @property {string[]} not_open
 */

/**
 * @param {Verdicts} verdicts
 * @param {Advice} advice
 * @returns {Outline}
 */
export function outlineOf(verdicts, advice) {
  const of = (/** @type {string} */ wanted) => verdicts.tracks.filter(({ verdict }) => verdict === wanted);
  const near = nearest(of("ineligible"), verdicts, advice);
  const named = new Set(near.flatMap(({ tracks }) => tracks));
  const conditional = of("conditional").map((track) => {
    const against = decidingOf(track, verdicts).filter(({ outcome }) => ["not_met", "doubtful"].includes(outcome));
    return { tracks: [track.track], clauses: [...new Set(against.map(({ clause }) => clause))] };
  });
  return {
    eligible: of("eligible").map(({ track }) => track),
    conditional: together(conditional),
    near,
    ineligible: reasons(of("ineligible").filter(({ track }) => !named.has(track)), verdicts),
    undetermined: of("undetermined").map(({ track, needed }) => ({ track, needed: needed.length })),
    not_open: of("not_open").map(({ track }) => track),
  };
}

/**
 * The findings of a track that bear on its verdict: what is only preferred never does.
 * @param {TrackVerdict} track
 * @param {Verdicts} verdicts
 * @returns {Finding[]}
 */
export function decidingOf({ findings }, verdicts) {
  return findings.map((index) => verdicts.findings[index]).filter(({ kind }) => kind !== "preferred");
}

/**
 * The hard conditions that a track fails.
 * @param {TrackVerdict} track
 * @param {Verdicts} verdicts
 */
function failing(track, verdicts) {
  const failed = decidingOf(track, verdicts).filter(({ kind, outcome }) => kind === "required" && outcome === "not_met");
  return failed.map(({ clause }) => clause);
}

/**
 * What needs the smallest number of legitimate changes of all, or fails a single clause with nothing open.
 * @param {TrackVerdict[]} tracks
 * @param {Verdicts} verdicts
 * @param {Advice} advice
 * @returns {Near[]}
 */
function nearest(tracks, verdicts, { ways = [] }) {
  const found = tracks.map((track) => {
    const way = ways.find((one) => one.track === track.track);
    const failed = failing(track, verdicts);
    const open = decidingOf(track, verdicts).some(({ outcome }) => outcome === "open");
    const single = failed.length === 1 && !open;
    return { near: { tracks: [track.track], clauses: way ? [] : failed, set: way?.sets[0], reaches: way?.reaches }, single };
  });
  const fewest = Math.min(...found.map(({ near }) => sizeOf(near)));
  const near = found.filter((one) => (one.near.set && sizeOf(one.near) === fewest) || one.single).map((one) => one.near);
  return together(near.sort((one, other) => sizeOf(one) - sizeOf(other)));
}

/**
 * Join what is the same of several tracks.
 * @template {{ tracks: string[] }} Item
 * @param {Item[]} items
 * @returns {Item[]}
 */
function together(items) {
  /** @type {Map<string, Item>} */
  const joined = new Map();
  for (const item of items) {
    const key = JSON.stringify({ ...item, tracks: [] });
    const same = joined.get(key);
    if (same) same.tracks.push(...item.tracks);
    else joined.set(key, item);
  }
  return [...joined.values()];
}

/** @param {{ set?: ChangeSet }} one */
function sizeOf({ set }) {
  return set ? set.changes.length : Number.MAX_SAFE_INTEGER;
}

/**
 * The tracks that fail, by the clause that most of them fail.
 * @param {TrackVerdict[]} tracks
 * @param {Verdicts} verdicts
 * @returns {Reason[]}
 */
function reasons(tracks, verdicts) {
  const failed = tracks.map((track) => ({ track: track.track, clauses: failing(track, verdicts) }));
  /** @type {Map<string, number>} */
  const times = new Map();
  for (const { clauses } of failed) for (const clause of clauses) times.set(clause, (times.get(clause) ?? 0) + 1);
  /** @type {Map<string, Reason>} */
  const groups = new Map();
  for (const { track, clauses } of failed) {
    const [chief] = [...clauses].sort((one, other) => (times.get(other) ?? 0) - (times.get(one) ?? 0));
    const group = groups.get(chief) ?? { clause: chief, tracks: [] };
    group.tracks.push({ track, others: clauses.length - 1 });
    groups.set(chief, group);
  }
  return [...groups.values()].sort((one, other) => other.tracks.length - one.tracks.length);
}
