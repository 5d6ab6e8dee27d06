/**
 * The shapes that travel between the modules. Only types: nothing here runs.
 *
 * @typedef {Record<string, string | boolean | null>} Answers
 *   Raw answers by fact id; null is "I don't know", an absent one is not answered.
 * @typedef {{ clause: string, kind: string, outcome: string, used: string[], missing: string[],
 *   exempted_by?: string, reading?: string }} Finding
 *   `reading`: it is not met since, however a word is read, some clause fails
 * @typedef {{ track: string, verdict: string, findings: number[], to_confirm: string[],
 *   needed: string[] }} TrackVerdict
 * @typedef {{ fact: string, code: string, detail: Record<string, string | boolean> }} Problem
 *   The detail of a conflict: the `law`, and the answers that contradict each other, by fact id.
 * @typedef {{ kind: "verdicts", tracks: TrackVerdict[], findings: Finding[], needed: string[],
 *   next: { fact: string, tracks: number } | null, used: string[], read: Record<string, string>,
 *   problems: Problem[] }} Verdicts
 *   `read`: the numbers that were understood, in the unit of their question
 * @typedef {{ fact: string, from: string | boolean | null, to: string | boolean, when: string,
 *   by?: string }} Change
 * @typedef {{ changes: Change[], needed: string[] }} ChangeSet
 * @typedef {{ track: string, reaches: string, sets: ChangeSet[] }} Way
 * @typedef {{ kind: "changes", tracks: Way[] }} Changes
 * @typedef {"met" | "not_met" | "doubtful" | "open"} Outcome
 * @typedef {{ grant: string, clause: string, applies: string, missing: string[], at_least: string | null,
 *   at_most: string | null, outcome: Outcome }} Grant
 * @typedef {{ clause: string, kind: string, fact: string, op: string, value: string | null,
 *   found: string | null, outcome: Outcome, of?: { fact: string, factor: string } }} Limit
 * @typedef {{ clause: string, status: string, conditional: boolean, missing: string[] }} Duty
 * @typedef {{ entry: string, status: string, missing: string[], notes: string[] }} Need
 * @typedef {{ kind: "preparation", track: string, verdict: string, grants: Grant[],
 *   asked: { fact: string, value: string | null }, limits: Limit[], duties: Duty[],
 *   materials: Need[], recommenders: Need[] }} Prepared
 * @typedef {{ clause: string, kind: string, applications: string[], outcome: Outcome,
 *   missing: string[] }} Conflict
 * @typedef {{ applications: string[], outcome: Outcome }} Combination
 * @typedef {{ kind: "portfolio", applications: { id: string, verdict: string }[],
 *   conflicts: Conflict[], combinations: Combination[] }} Combined
 * @typedef {{ kind: "error", code: string, detail: Record<string, string> }} Refusal
 * @typedef {{ ways?: Way[], failed?: boolean }} Advice
 *   What is known of the advice on the verdicts that are shown; empty while it has not come in.
 *
 * @typedef {{ label: string, name: string, plan: string, plan_id: string, url: string }} TrackText
 * @typedef {{ text: string, items?: Reading[] }} Reading a rule in words; a colon at its end opens a list
 * @typedef {{ text: string, cite: string, url: string, kind: string, note?: string, doubt?: string,
 *   easing?: string, no_check?: string, test?: Reading, applies?: Reading, doubtful?: Reading,
 *   frees?: Reading, doubtful_under?: string, frees_under?: string, across_doubt?: string,
 *   quote?: string }} ClauseText
 * @typedef {{ label: string, question: string, type: string, unit?: string, unit_one?: string,
 *   money?: true,
 *   choices?: Record<string, string> }} FactText
 * @typedef {{ name: string, who: string, clauses: string[] }} EntryText a material; a body that recommends
 * @typedef {{ lang: string, title: string, content_hash: string, reference_date: string,
 *   tracks: Record<string, TrackText>, clauses: Record<string, ClauseText>,
 *   facts: Record<string, FactText>, laws: Record<string, string>,
 *   money: { yuan: number, forms: [number, string][] },
 *   materials: Record<string, EntryText>, recommenders: Record<string, EntryText>,
 *   grants: Record<string, { condition?: string }>, notes: Record<string, string>,
 *   programmes: Record<string, string>, email_subject: { pattern: string, clause: string },
 *   ui: any }} Texts
 *   texts.<lang>.json; `money`: how many yuan a number of money counts, and the sizes to say a sum in; `ui`: the
 *   words of guide_data/interface/self_assessment.yml; any: they are nested as they are there.
 *
 * @typedef {{ texts: Texts, answers: Answers, root: string, advice: Advice }} Context
 *   what results are drawn from; `answers`: as they were understood; `root`: the link to the root of the language
 * @typedef {{ verdicts: Verdicts, answers: Answers, context: Context }} Results what is shown: `answers` as they were
 *   given, in the `context` as they were understood: 三百万 was understood as 300
 * @typedef {{ verdicts: Verdicts, answers: Answers, advice: Advice, texts: Texts }} Held what a receipt holds
 *
 * @typedef {"idle" | "loading" | "ready" | "failed"} Phase
 * @typedef {"unsupported" | "download" | "altered" | "timeout" | "start" | "stopped"} Reason
 * @typedef {{ phase: Phase, stage?: "download" | "starting", loaded?: number, total?: number,
 *   reason?: Reason }} Status
 *   `failed` is final for the worker that failed; only a new one can leave it.
 */
export {};
