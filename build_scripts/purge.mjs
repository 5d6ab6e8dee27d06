/**
 * Takes out of Material's style sheet the rules for what no page of the site has and no script makes.
 * Usage: node purge.mjs <finished site> <folder of a language in it>...
 */
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PurgeCSS } from "purgecss";

const [site, ...folders] = process.argv.slice(2);
const sheets = [];
for (const folder of folders) {
  const styles = join(folder, "assets", "stylesheets");
  const names = (await readdir(styles)).filter((name) => /^main\..*\.css$/.test(name));
  sheets.push(...names.map((name) => join(styles, name)));
}
const content = [`${site}/**/*.html`, `${site}/**/assets/**/*.js`];
for (const { css, file } of await new PurgeCSS().purge({ content, css: sheets })) await writeFile(file, css);
