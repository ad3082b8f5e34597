// Compares many random programs, a chunk at a time: `node tests/random/soak.mjs [seed] [count]`, 20,000 programs of seed
// 2026 unless said otherwise. What is done is kept in build/: started again it goes on where it was ended. It stops at the
// first chunk with a difference, which the output of that chunk shows.

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const CHUNK = 400;
const root = fileURLToPath(new URL("../../", import.meta.url));
const [seed = "2026", count = "20000"] = process.argv.slice(2);
const progress = `${root}build/random-${seed}.txt`;

mkdirSync(`${root}build`, { recursive: true });
for (let first = done(); first < Number(count); first = done()) {
  const size = Math.min(CHUNK, Number(count) - first);
  const { status } = spawnSync("npm", ["run", "--silent", "test:random"], {
    cwd: root,
    env: { ...process.env, POLLEN_RANDOM: `${seed}:${first}:${size}` },
    stdio: "inherit",
  });
  if (status !== 0) process.exit(1);
  writeFileSync(progress, `${first + size}\n`);
}
process.stdout.write(`${done()} programs of seed ${seed} print what they print under V8\n`);

/** How many programs were compared, by this run or an earlier one. */
function done() {
  try {
    return Number(readFileSync(progress, "utf8"));
  } catch {
    return 0;
  }
}
