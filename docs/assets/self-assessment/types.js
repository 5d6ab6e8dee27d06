/**
 * The shapes that travel between the modules. Only types: nothing here runs.
 *
 * @typedef {Record<string, string | boolean | null>} Answers
 *   Raw answers by fact id; null is "I don't know", an absent one is not answered.
 * @typedef {{ clause: string, kind: string, outcome: string, used: string[], missing: string[],
 *   exempted_by?: string }} Finding
 * @typedef {{ track: string, verdict: string, findings: number[], to_confirm: string[],
 *   needed: string[] }} TrackVerdict
 * @typedef {{ fact: string, code: string, detail: Record<string, string> }} Problem
 * @typedef {{ kind: "verdicts", tracks: TrackVerdict[], findings: Finding[], needed: string[],
 *   used: string[], problems: Problem[] }} Verdicts
 * @typedef {{ fact: string, from: string | boolean | null, to: string | boolean, when: string,
 *   by?: string }} Change
 * @typedef {{ changes: Change[], needed: string[] }} ChangeSet
 * @typedef {{ track: string, reaches: string, sets: ChangeSet[] }} Way
 * @typedef {{ kind: "changes", tracks: Way[] }} Changes
 * @typedef {{ kind: "error", code: string, detail: Record<string, string> }} Refusal
 * @typedef {{ ways?: Way[], failed?: boolean }} Advice
 *   What is known of the advice on the verdicts that are shown; empty while it has not come in.
 *
 * @typedef {{ label: string, name: string, plan: string, url: string }} TrackText
 * @typedef {{ text: string, items?: Reading[] }} Reading a rule in words; a colon at its end opens a list
 * @typedef {{ text: string, cite: string, url: string, kind: string, note?: string, doubt?: string,
 *   easing?: string, no_check?: string, test?: Reading, applies?: Reading, doubtful?: Reading,
 *   frees?: Reading }} ClauseText
 * @typedef {{ label: string, question: string, type: string, unit?: string,
 *   choices?: Record<string, string> }} FactText
 * @typedef {{ lang: string, tracks: Record<string, TrackText>, clauses: Record<string, ClauseText>,
 *   facts: Record<string, FactText>, laws: Record<string, string>, ui: any }} Texts
 *   texts.<lang>.json; `ui` holds the words of guide_data/interface/self_assessment.yml.
 *
 * @typedef {"idle" | "loading" | "ready" | "failed"} Phase
 * @typedef {"unsupported" | "download" | "timeout" | "start" | "stopped"} Reason
 * @typedef {{ phase: Phase, stage?: "download" | "starting", loaded?: number, total?: number,
 *   reason?: Reason }} Status
 *   `failed` is final for the worker that failed; only a new one can leave it.
 */
export {};
