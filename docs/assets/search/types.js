/**
 * What the parts of the search hand to each other. Only types: nothing here runs.
 *
 * @typedef {import("./query.js").Alternative & {literal: string, rarities: number[], sum: number}} Weighed
 * @typedef {{alternatives: Weighed[], weight: number}} WeighedPart
 * @typedef {import("./entries.js").Entry & {literal: string, raw: string, said: Set<string>}} Searched
 * @typedef {Pick<import("minisearch").SearchResult, "id" | "score" | "match" | "terms" | "queryTerms">} Result
 * @typedef {{entry: Searched, score: number, parts: WeighedPart[], terms: string[], own: boolean}} Hit
 *   `own`: the entry's text has some of the words, not only the headings above it
 * @typedef {() => {spelling: typeof import("./spelling.js").spelling}} Later fetches the script that mends slips
 */
export {};
