// Says sums of money with the modules of the self-assessment, outside a browser. Takes { texts, sums } on
// standard input, the words of a language and numbers as text, and prints the list of what is said.
import { readFileSync } from "node:fs";
import { quantity } from "../../docs/assets/self-assessment/words/quantities.js";

/** @type {{ texts: import("../../docs/assets/self-assessment/shared/types.js").Texts, sums: string[] }} */
const { texts, sums } = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(sums.map((sum) => quantity("spent", sum, texts))));
