/** What a result shows: the passage around the best place, with the words that were looked for marked. */
(() => {
  const { fold, runs, isHan } = self.siteSearch;
  const BEFORE = 24;
  const LENGTH = 110;

  /** @param {string} text */
  const escapeHtml = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

  /** @param {string} text @returns {string} */
  const escapePattern = (text) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

  /** The parts of the query that a text holds, longest first. @param {string} query @param {string} text */
  function held(query, text) {
    const folded = fold(text);
    const whole = fold(query).trim();
    if (folded.includes(whole)) return [whole];
    const parts = new Set();
    for (const run of runs(query)) {
      if (!isHan(run)) {
        parts.add(run);
        continue;
      }
      for (let length = run.length; length > 0; length -= 1) {
        const pieces = [];
        for (let at = 0; at + length <= run.length; at += 1) pieces.push(run.slice(at, at + length));
        const here = pieces.filter((piece) => folded.includes(piece));
        here.forEach((piece) => parts.add(piece));
        if (here.length) break;
      }
    }
    return [...parts].filter((part) => folded.includes(part)).sort((a, b) => b.length - a.length);
  }

  /** @param {string} text @param {string} query @returns {string} HTML with `<mark>` */
  function marked(text, query) {
    const parts = held(query, text);
    if (!parts.length) return escapeHtml(text);
    const pattern = new RegExp(`(${parts.map(escapePattern).join("|")})`, "giu");
    return text
      .split(pattern)
      .map((part, at) => (at % 2 ? `<mark>${escapeHtml(part)}</mark>` : escapeHtml(part)))
      .join("");
  }

  /** @param {string} text @param {string} query @returns {string} HTML of a short passage */
  function excerpt(text, query) {
    const [first] = held(query, text);
    const at = first ? Math.max(0, fold(text).indexOf(first) - BEFORE) : 0;
    const passage = text.slice(at, at + LENGTH);
    return `${at ? "…" : ""}${marked(passage, query)}${at + LENGTH < text.length ? "…" : ""}`;
  }

  Object.assign(self.siteSearch, { marked, excerpt });
})();
