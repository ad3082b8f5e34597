// Runs closures.ts on the hosts that are here, and prints its figures: node bench/language/closures.js
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const pollen = (...args) => spawnSync(process.execPath, [here("../../dist/cli/main.js"), ...args], { encoding: "utf8" });
const folder = mkdtempSync(join(tmpdir(), "pollen-bench-"));
try {
  for (const runtime of ["incremental", "minimal"]) {
    const file = join(folder, `${runtime}.wasm`);
    const built = pollen("build", here("closures.ts"), "-o", file, "--runtime", runtime, "-O3");
    if (built.status) throw new Error(built.stderr);
    for (const host of ["node", "wasmtime"]) {
      const { status, stdout } = pollen("run", file, "--host", host);
      if (status) continue;
      const rows = stdout
        .trim()
        .split("\n")
        .map((line) => line.split("\t"))
        .map(([name, time]) => ({ name, time: Number(time) }));
      console.log(`\n${runtime}, ${host}, ${statSync(file).size} bytes`.padEnd(44), "ns   ratio");
      for (const { name, time } of rows) {
        // calls beside a plain function value, creation beside a small object: the first of each kind
        const [kind] = name.split(":");
        const base = rows.find((row) => row.name.startsWith(kind)).time;
        console.log(`  ${name.padEnd(32)}${time.toFixed(2).padStart(10)}${(time / base).toFixed(2).padStart(8)}`);
      }
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
