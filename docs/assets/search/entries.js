/**
 * The results there can be, from the nested index (build_scripts/search/index.py): one a clause,
 * heading, note or page section.
 *
 * @typedef {[anchor: string, kind: number, text: string | number]} Doc
 * @typedef {[url: string, id: string, heading: string, path: string, groups: [suffix: string, docs: Doc[]][]]} Section
 *
 * @typedef {object} SearchIndex search/index.json of a language
 * @property {"zh" | "en"} lang
 * @property {[kind: string, label: string][]} kinds
 * @property {Section[]} sections
 * @property {[typed: string, text: string][]} synonyms
 * @property {string} words name of the file of everyday words
 * @property {string} ignored
 * @property {Record<string, number>} numerals
 * @property {{words: Record<string, string>, ask: {url: string, text: string}, terms: {url: string}}} help
 *
 * @typedef {object} Place a heading and what stands under it
 * @property {string} location
 * @property {string} heading
 * @property {string} path
 *
 * @typedef {object} Entry
 * @property {number} id
 * @property {string} location
 * @property {Place} place
 * @property {string} path
 * @property {string} kind
 * @property {string} label
 * @property {string} text
 * @property {number} paragraph entries of one paragraph share it
 * @property {string} above the headings that it stands under
 * @property {boolean} heads whether it is the heading of its place
 */
/** @param {SearchIndex} index @returns {Entry[]} */
export function records(index) {
  /** @type {Entry[]} */
  const entries = [];
  /** @type {string[]} */
  const texts = [];
  /** @type {Map<string, string>} */
  const headings = new Map();
  let paragraph = 0;
  /** @param {Omit<Entry, "id">} entry */
  const add = (entry) => entries.push({ id: entries.length, ...entry });
  for (const [url, id, heading, path, groups] of index.sections) {
    const place = { location: id ? `${url}#${id}` : url, heading, path };
    if (!headings.has(url)) headings.set(url, heading);
    const first = headings.get(url) ?? heading;
    const top = first === heading ? "" : first;
    const shared = { place, heads: false };
    if (id || groups.length !== 1) {
      const above = `${path} ${top}`;
      paragraph += 1;
      const page = groups.some(([, docs]) => docs.some((doc) => index.kinds[doc[1]][0] === "page"));
      add({ ...shared, location: place.location, path, kind: page ? "page" : "heading", label: "", text: heading, paragraph, above, heads: true });
    }
    for (const [suffix, docs] of groups) {
      paragraph += 1;
      const whole = docs.map(([short, kind, text]) => {
        const written = typeof text === "number" ? texts[text] : text;
        texts.push(written);
        const anchor = short.startsWith("-") ? id + short : short || id;
        return { anchor, kind: index.kinds[kind][0], label: index.kinds[kind][1], text: written };
      });
      for (const { anchor, kind, label, text } of whole) {
        add({
          ...shared,
          location: anchor ? `${url}#${anchor}` : url,
          path: path + suffix,
          kind,
          label: kind === "heading" ? "" : label,
          text,
          paragraph,
          above: `${path}${suffix} ${heading} ${top}`,
        });
      }
    }
  }
  return entries;
}
