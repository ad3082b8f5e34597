// What closures cost. Run with: node bench/language/closures.js
import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
/** The first of each group is what the others are compared with. */
const groups = [
  [
    20_000_000,
    ["callPlain", "call: function value"],
    ["callByValue", "call: closure, by value"],
    ["callThis", "call: closure, this"],
    ["callByReference", "call: closure, by reference"],
  ],
  [
    1_000_000,
    ["makeObject", "make: small object"],
    ["makeByValue", "make: closure, by value"],
    ["makeByReference", "make: closure, by reference"],
  ],
];

/** Nanoseconds a unit, the best of several runs. */
function measure(run, units) {
  let best = Infinity;
  for (let i = 0; i < 7; i++) {
    const start = performance.now();
    run(units);
    best = Math.min(best, performance.now() - start);
  }
  return (best * 1e6) / units;
}

const folder = mkdtempSync(join(tmpdir(), "pollen-bench-"));
try {
  for (const runtime of ["incremental", "minimal"]) {
    const file = join(folder, `${runtime}.wasm`);
    const compiler = ["--config", "none", "--transform", "./dist/compiler/transform.js", "--use", "abort=~lib/builtins/abort"];
    const flags = [...compiler, "-O3", "--runtime", runtime];
    const collects = runtime === "minimal" ? ["--exportRuntime"] : []; // where the host has to ask for it
    const { error, stderr } = await asc.main(["bench/language/closures.ts", ...flags, ...collects, "-o", file]);
    if (error) throw new Error(stderr.toString());
    const env = { abort: () => { throw new Error("abort"); } };
    const { instance } = await WebAssembly.instantiate(await readFile(file), { env });
    console.log(`${runtime}, -O3, V8`.padEnd(32), "     ns    ratio");
    for (const [units, ...rows] of groups) {
      let base;
      for (const [name, title] of rows) {
        const time = measure(instance.exports[name], units);
        instance.exports.__collect?.();
        base ??= time;
        console.log(`  ${title.padEnd(30)}${time.toFixed(2).padStart(8)}${(time / base).toFixed(2).padStart(9)}`);
      }
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
