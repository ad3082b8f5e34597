// What a step of a generator costs. Run with: node bench/language/generators.js
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "../../dist/compiler/build.js";
import { readFile } from "node:fs/promises";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** Each with the same in JavaScript, if V8 has it. */
const rows = [
  ["byCursor", "step: object with a field"],
  ["byIterator", "step: iterator with results", () => {
    class Counter {
      constructor(end) { this.at = 0; this.end = end; }
      next() { return this.at === this.end ? { value: undefined, done: true } : { value: this.at++, done: false }; }
      [Symbol.iterator]() { return this; }
    }
    return (n) => { let sum = 0; for (const value of new Counter(n)) sum = (sum + value) | 0; return sum; };
  }],
  ["byGenerator", "step: for...of, generator", () => (n) => { let sum = 0; for (const value of count(n)) sum = (sum + value) | 0; return sum; }],
  ["byDelegation", "step: for...of, yield*", () => {
    function* delegate(n) { yield* count(n); }
    return (n) => { let sum = 0; for (const value of delegate(n)) sum = (sum + value) | 0; return sum; };
  }],
  ["byNext", "step: next() by hand", () => (n) => {
    let sum = 0;
    const generator = count(n);
    for (let step = generator.next(); !step.done; step = generator.next()) sum = (sum + step.value) | 0;
    return sum;
  }],
  ["make", "call and one step", () => (n) => { let sum = 0; for (let i = 0; i < n; i++) for (const value of count(1)) sum += value; return sum; }],
];
const UNITS = 5_000_000;

function* count(n) {
  for (let i = 0; i < n; i++) yield i;
}

/** Nanoseconds a unit, the best of several runs. */
function measure(run) {
  let best = Infinity;
  for (let i = 0; i < 7; i++) {
    const start = performance.now();
    run(UNITS);
    best = Math.min(best, performance.now() - start);
  }
  return (best * 1e6) / UNITS;
}

const folder = mkdtempSync(join(tmpdir(), "pollen-bench-"));
try {
  const output = join(folder, "generators.wasm");
  const { wasm } = await build({ entry: join(root, "bench/language/generators.ts"), output, optimize: "-O3" });
  const module = new WebAssembly.Module(wasm ?? (await readFile(output)));
  const stubs = Object.fromEntries(WebAssembly.Module.imports(module).map(({ name }) => [name, () => 0]));
  const { exports } = new WebAssembly.Instance(module, { wasi_snapshot_preview1: stubs });
  exports._start?.();
  console.log("incremental, -O3, V8".padEnd(32), "     ns  in JavaScript");
  for (const [name, title, inJavaScript] of rows) {
    const peer = inJavaScript ? measure(inJavaScript()).toFixed(2) : "";
    console.log(`  ${title.padEnd(30)}${measure(exports[name]).toFixed(2).padStart(8)}${peer.padStart(15)}`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
