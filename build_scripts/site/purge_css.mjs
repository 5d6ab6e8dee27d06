/**
 * Puts Material's style sheets before our own, in one file, without the rules for what no page of the site has
 * and no script makes.
 * Usage: node purge_css.mjs <finished site> <our sheet, in a folder of a language>...
 */
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import postcss from "postcss";
import { PurgeCSS } from "purgecss";

/** Selectors that PurgeCSS cannot judge by the words of pages and scripts. */
const NEEDLESS = [
  /\[dir=rtl\]/, // no language of the site is written from right to left
  /\[data-md-color-(primary|accent)=/, // ready-made hues: colours.css has our own
  /table:not\(\[class\]\)/, // every table has one; and no class could change without a new look at the whole page
  /\[data-md-color-switching\]/, // concerns everything, so a page would be drawn three times as it starts
];

/** Where scripts are on their way, the search has its place from the first moment on (display.js). */
const LATE = /^\.no-js(?= \.md-(search|header))/;

const [site, ...sheets] = process.argv.slice(2);
const content = [`${site}/**/*.html`, `${site}/**/assets/**/*.js`];

/** @param {string} css */
function withoutNeedless(css) {
  const root = postcss.parse(css);
  root.walkRules((rule) => {
    const { parent } = rule;
    if (parent?.type === "atrule" && /** @type {import("postcss").AtRule} */ (parent).name.endsWith("keyframes")) return;
    rule.selectors = rule.selectors
      .filter((selector) => !NEEDLESS.some((needless) => needless.test(selector)))
      .map((selector) => selector.replace(LATE, "$&:not([data-scripts])"));
    if (!rule.selector) rule.remove();
  });
  root.walkAtRules((rule) => {
    if (rule.nodes?.length === 0) rule.remove();
  });
  return root.toString();
}

for (const own of sheets) {
  const folder = dirname(own);
  const names = (await readdir(folder)).filter((name) => /^(main|palette)\..*\.css$/.test(name)).sort(); // main first
  const stock = names.map((name) => join(folder, name));
  const kept = await new PurgeCSS().purge({ content, css: stock });
  const parts = [...kept.map(({ css }) => withoutNeedless(css)), await readFile(own, "utf8")];
  await writeFile(own, parts.join("\n"));
  await Promise.all(stock.map((file) => rm(file)));
}
