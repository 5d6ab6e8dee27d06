// Compresses a file as a host with static Brotli would have it:  node squeeze.mjs FILE TARGET
import { readFile, rename, writeFile } from "node:fs/promises";
import { brotliCompressSync, constants } from "node:zlib";

const [file, target] = process.argv.slice(2);
const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };
await writeFile(`${target}.new`, brotliCompressSync(await readFile(file), { params }));
await rename(`${target}.new`, target);
