/** Measures in the page: from the start of a worker (or of PyScript) to the first verdict, and answers after it. */

/** @type {Worker | null} */
let worker = null;

/**
 * The next message of a type from the worker; a failure is thrown.
 * @param {Worker} worker
 * @param {string} type
 * @returns {Promise<any>} any: what it holds hangs on its type
 */
function heard(worker, type) {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => {
      if (data.type === type) resolve(data);
      if (data.type === "failed") reject(new Error(`${data.reason}: ${data.detail}`));
    };
    worker.onerror = (event) => reject(new Error(event.message));
  });
}

/** @param {object} message */
async function reply(message) {
  if (!worker) throw new Error("no worker has been started");
  const answer = heard(worker, "reply");
  worker.postMessage({ type: "ask", text: JSON.stringify(message) });
  return JSON.parse((await answer).text);
}

/**
 * @param {{ worker: string, start: object, message: object }} way speaks as the site's own worker does
 */
async function firstByWorker({ worker: address, start, message }) {
  worker?.terminate();
  const before = performance.now();
  worker = new Worker(address, { type: "module" });
  const ready = heard(worker, "ready");
  worker.postMessage({ type: "start", ...start });
  await ready;
  const verdicts = await reply(message);
  return { ms: performance.now() - before, verdicts };
}

/** @param {{ pyscript: string, script: string, config: object, message: object }} way */
async function firstByPyScript({ pyscript, script, config, message }) {
  /** @type {Promise<string>} */
  const said = new Promise((resolve) => (window.say = resolve));
  window.message = JSON.stringify(message);
  const before = performance.now();
  const tag = Object.assign(document.createElement("script"), { type: "py", textContent: script });
  tag.setAttribute("config", JSON.stringify(config));
  document.body.append(tag);
  await import(pyscript);
  const verdicts = JSON.parse(await said);
  return { ms: performance.now() - before, verdicts };
}

window.first = (way) => (way.pyscript ? firstByPyScript(way) : firstByWorker(way));

/** How long each of these messages takes, once the engine runs. */
window.answers = async (messages, rounds) => {
  const taken = [];
  let kind = "";
  for (let round = 0; round < rounds; round += 1) {
    const before = performance.now();
    kind = (await reply(messages[round % messages.length])).kind;
    taken.push(performance.now() - before);
  }
  return { taken, kind };
};
