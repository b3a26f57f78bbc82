// Pagefind as this page uses it: its worker is told directly, and what a first search needs is loaded all at once.
import { open, raw, unpacked } from "./vocabulary.js";

const folder = new URL("../../pagefind/", import.meta.url);
const SIGNATURE = "pagefind_dcd".length;
let started;

// Pagefind, with the vocabulary's table of contents, which every search needs.
export function engine() {
  started ??= Promise.all([beside().catch(within), open()]).then(([pagefind]) => pagefind);
  started.catch(() => { started = undefined; });
  return started;
}

async function beside() {
  const worker = new Worker(new URL("pagefind-worker.js", folder));
  const waiting = new Map();
  let last = 0;
  const settle = (id, way, said) => { waiting.get(id)?.[way](said); waiting.delete(id); };
  worker.addEventListener("message", ({ data: { id, result, error } }) =>
    (error ? settle(id, "failed", new Error(error)) : settle(id, "done", result)));
  worker.addEventListener("error", () => { // for good: what is asked later waits for nobody
    broken = new Error("The search worker does not run.");
    for (const id of [...waiting.keys()]) settle(id, "failed", broken);
  });
  let broken;
  const ask = (method, ...args) => new Promise((done, failed) => {
    if (broken) failed(broken);
    const id = `${last++}`;
    waiting.set(id, { done, failed });
    worker.postMessage({ id, instanceId: "search", method, args });
  });
  const [meta, wasm] = await Promise.all([raw(new URL("pagefind.all.pf_meta", folder), { cache: "no-cache" }),
    raw(new URL("wasm.unknown.pagefind", folder))]);
  await ask("init", { basePath: folder.pathname, given: { meta: new Uint8Array(meta), wasm: new Uint8Array(wasm) } });
  return {
    search: async (words, options) => (await ask("bare", words, options)).map(withData),
    preload: (words) => ask("preload", words),
  };
}

// Where no worker runs, Pagefind does without.
async function within() {
  const pagefind = await import(new URL("pagefind.js", folder));
  await pagefind.options({ excerptLength: 1 });
  await pagefind.init();
  return {
    search: async (words, options) => (await pagefind.search(words, options)).results.map(withData),
    preload: (words) => pagefind.preload(words),
  };
}

const withData = ({ id, score }) => ({ id, score, data: () => shown(id) });
const known = new Map();

// What a result shows; its file has the same name whatever stands in it.
function shown(id) {
  if (!known.has(id)) {
    const loaded = unpacked(new URL(`fragment/${id}.pf_fragment`, folder), { cache: "no-cache" })
      .then((text) => JSON.parse(text.slice(SIGNATURE))).then((data) => ({ ...data, raw_url: data.url }));
    loaded.catch(() => known.delete(id));
    known.set(id, loaded);
  }
  return known.get(id);
}
