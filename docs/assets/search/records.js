/**
 * The results there can be, from the nested index (build_scripts/search_index.py): one a clause,
 * heading, note or page section.
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
(() => {
  /** @param {any} index @returns {Entry[]} */
  function records(index) {
    /** @type {Entry[]} */
    const entries = [];
    const texts = [];
    const headings = new Map();
    let paragraph = 0;
    const add = (entry) => entries.push({ id: entries.length, ...entry });
    for (const [url, id, heading, path, groups] of index.sections) {
      const place = { location: id ? `${url}#${id}` : url, heading, path };
      if (!headings.has(url)) headings.set(url, heading);
      const top = headings.get(url) === heading ? "" : headings.get(url);
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
          return [short.startsWith("-") ? id + short : short || id, ...index.kinds[kind], written];
        });
        for (const [anchor, kind, label, text] of whole) {
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

  Object.assign(self.siteSearch, { records });
})();
