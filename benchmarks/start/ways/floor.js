/** The same rules in plain JavaScript. Speaks as the site's worker does. */

import { Floor } from "../../floor.mjs";

/** @type {Floor} */
let floor;

addEventListener("message", async ({ data }) => {
  if (data.type === "ask") postMessage({ type: "reply", text: floor.respond(data.text) });
  if (data.type !== "start") return;
  floor = new Floor(await (await fetch(data.rulebook)).text());
  postMessage({ type: "ready" });
});
