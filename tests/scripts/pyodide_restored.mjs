// Goes on from the memory in a runtime folder, as a browser on a fast line does; without any library.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { startRuntime } from "../../build_scripts/runtime/start.mjs";
import { restoring } from "../../docs/assets/self-assessment/checker/snapshot.js";

const EMPTY_ZIP = Buffer.from([80, 75, 5, 6, ...new Array(18).fill(0)]);

/** @param {string} runtime the folder with runtime.json */
export async function startRestored(runtime) {
  const { folder } = JSON.parse(await readFile(join(runtime, "runtime.json"), "utf8"));
  const memory = new Uint8Array(gunzipSync(await readFile(join(runtime, folder, "python.mem.bin")))).buffer;
  const place = await mkdtemp(join(tmpdir(), "restored-"));
  const stdLibURL = join(place, "none.zip");
  try {
    await writeFile(stdLibURL, EMPTY_ZIP);
    /** @type {Promise<void>[]} */
    const proofs = [];
    const pyodide = await startRuntime(runtime, (create) => {
      const { options, proved } = restoring(create, memory);
      proofs.push(proved);
      return { ...options, stdLibURL };
    });
    await Promise.all(proofs);
    return pyodide;
  } finally {
    await rm(place, { recursive: true });
  }
}
