// What a call across the border costs, beside the same in plain JavaScript: medians of rounds that take turns.
//
//   npm run bench:embed

import { performance } from "node:perf_hooks";
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import { build } from "as-pollen/compiler";
import { load } from "as-pollen/node";

const ROUNDS = 15;
const CALLS = 20_000;
const IN_FLIGHT = 100;

const entry = (name) => fileURLToPath(new URL(`${name}.ts`, import.meta.url));
const built = async (name, options) => (await build({ entry: entry(name), target: "hosted", ...options })).wasm;

const value = async (x) => x + 1;
const inJavaScript = {
  add: (x) => x + 1,
  shout: (text) => `${text}!`,
  at_once: async (x) => x + 1,
  turns: async (x) => (await inJavaScript.at_once(x)) + 1,
  asks: async (x) => (await value(x)) + 1,
};

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

/** Nanoseconds a call. */
async function timed(run) {
  const started = performance.now();
  await run();
  return ((performance.now() - started) * 1e6) / CALLS;
}

const sync = (call, argument) => async () => {
  for (let i = 0; i < CALLS; i++) call(argument ?? i);
};
const oneByOne = (call) => async () => {
  for (let i = 0; i < CALLS; i++) await call(i);
};
const atOnce = (call) => async () => {
  for (let i = 0; i < CALLS; i += IN_FLIGHT) await Promise.all(Array.from({ length: IN_FLIGHT }, (_, n) => call(i + n)));
};

const lines = {
  "a function, i32": (api) => sync(api.add),
  "a function, string of 20": (api) => sync(api.shout, "twenty characters or"),
  "an async function that does not wait": (api) => oneByOne(api.at_once),
  "an async function that awaits one of its own": (api) => oneByOne(api.turns),
  "an async function that awaits the host": (api) => oneByOne(api.asks),
  [`the same, ${IN_FLIGHT} in flight`]: (api) => atOnce(api.asks),
};

const bytes = await built("service", { optimize: "-O3" });
const imports = { host: { value } };
const { exports } = await load(bytes, { imports });

const found = Object.fromEntries(Object.keys(lines).map((name) => [name, { guest: [], plain: [] }]));
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, make] of Object.entries(lines)) {
    found[name].guest.push(await timed(make(exports)));
    found[name].plain.push(await timed(make(inJavaScript)));
  }
}

console.log(`node ${process.version}, ${ROUNDS} rounds of ${CALLS} calls, nanoseconds a call\n`);
console.log("| call | guest | JavaScript |\n|---|---|---|");
for (const [name, { guest, plain }] of Object.entries(found)) {
  console.log(`| ${name} | ${median(guest).toFixed(0)} | ${median(plain).toFixed(0)} |`);
}

const size = async (name, options) => {
  const wasm = await built(name, options);
  return `${wasm.length.toLocaleString("en")} (${gzipSync(wasm).length.toLocaleString("en")})`;
};
console.log("\n| module | bytes (gzip) |\n|---|---|");
for (const name of ["hello", "service"]) {
  console.log(`| ${name}, -Oz, minimal | ${await size(name, { optimize: "-Oz", runtime: "minimal" })} |`);
  console.log(`| ${name}, -O3, incremental | ${await size(name, { optimize: "-O3" })} |`);
}

const started = { compile: [], instantiate: [], load: [] };
const since = (start) => (performance.now() - start) * 1000;
for (let round = 0; round < 10 * ROUNDS; round++) {
  let start = performance.now();
  const module = await WebAssembly.compile(bytes);
  started.compile.push(since(start));
  start = performance.now();
  await WebAssembly.instantiate(module, { host: { value: () => 0 } });
  started.instantiate.push(since(start));
  start = performance.now();
  (await load(module, { imports })).close();
  started.load.push(since(start));
}
console.log("\n| the service, -O3 | microseconds |\n|---|---|");
for (const [name, times] of Object.entries(started)) console.log(`| ${name} | ${median(times).toFixed(0)} |`);
