// What errors cost. Run with: node bench/language/throws.js
import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
const work = [
  ["calls", "fib(27), a throw in it", 27, 832_040],
  ["arrays", "array reads", 2_000, 4_000_000],
  ["maps", "Map.get", 2_000_000, 2_000_000],
  ["steps", "a try around each call", 10_000_000, 10_000_000],
];

/** Nanoseconds a unit, the best of several runs. */
function measure(run, argument, units) {
  let best = Infinity;
  for (let i = 0; i < 9; i++) {
    const start = performance.now();
    run(argument);
    best = Math.min(best, performance.now() - start);
  }
  return (best * 1e6) / units;
}

const folder = mkdtempSync(join(tmpdir(), "pollen-bench-"));
try {
  for (const runtime of ["incremental", "minimal"]) {
    const file = join(folder, `${runtime}.wasm`);
    const compiler = ["--config", "none", "--transform", "./dist/compiler/transform.js", "--use", "abort=~lib/builtins/abort"];
    const flags = [...compiler, "-O3", "--runtime", runtime, "-o", file];
    const { error, stderr } = await asc.main(["bench/language/throws.ts", ...flags]);
    if (error) throw new Error(stderr.toString());
    const env = { abort: () => { throw new Error("abort"); } };
    const { instance } = await WebAssembly.instantiate(await readFile(file), { env });
    console.log(`${runtime}, -O3, V8 (ns)${" ".repeat(20 - runtime.length)}without      in a try     ratio`);
    for (const [name, title, argument, units] of work) {
      const plain = measure(instance.exports[name], argument, units);
      const guarded = measure(instance.exports[`${name}Guarded`], argument, units);
      const [a, b, c] = [plain, guarded, guarded / plain].map((x) => x.toFixed(2).padStart(9));
      console.log(`  ${title.padEnd(28)}${a}     ${b}     ${c}`);
    }
    if (runtime === "minimal") continue; // nothing collects the caught errors there
    const caught = measure(instance.exports.throwing, 1_000_000, 1_000_000).toFixed(0);
    console.log(`  throw and catch, with stack ${caught.padStart(24)}`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
