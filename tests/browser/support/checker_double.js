/**
 * Stands in for worker.js in tests of the form: speaks as it does, and has the tests' own checker answer
 * (server.py). Python is not started.
 */

const BYTES = 1_000_000;

addEventListener("message", async ({ data }) => {
  if (data.type === "start") {
    const rules = await fetch(data.rulebook);
    if (!rules.ok) {
      postMessage({ type: "failed", reason: "download", detail: String(rules.status) });
      return;
    }
    for (const loaded of [0, BYTES]) {
      const stage = loaded < BYTES ? "download" : "starting";
      postMessage({ type: "progress", status: { stage, loaded, total: BYTES } });
    }
    postMessage({ type: "ready" });
  }
  if (data.type === "ask") {
    const reply = await fetch("/", { method: "POST", body: data.text });
    postMessage({ type: "reply", text: await reply.text() });
  }
});
