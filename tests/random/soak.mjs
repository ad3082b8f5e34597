// Compares many random programs, a chunk at a time: `node tests/random/soak.mjs [seed] [count]`, 20,000 programs of seed
// 2026 unless said otherwise.
//
// Every program is compared once at least, but the 2,000 of CI in more variants than those behind them, which take turns
// (`plan.ts` says which: a matter of the program's number). A chunk with a difference shows it, and is noted; the run goes
// on, and ends with a list of these chunks and exit code 1. What is done is kept in build/: started again, it goes on where
// it was ended, and compares the noted chunks again, but none that had no difference, even if the generator has changed
// since then (remove the file to have that).

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const CHUNK = 1000;
const root = fileURLToPath(new URL("../../", import.meta.url));
const [seed = "2026", count = "20000"] = process.argv.slice(2);
const progress = `${root}build/random-${seed}.json`;
const state = read();

for (const first of [...state.differing]) compare(first);
for (; state.done < Number(count); state.done += CHUNK, write()) compare(state.done);
if (state.differing.length) {
  const plans = state.differing.map((first) => `  POLLEN_RANDOM=${planOf(first)} npm run test:random\n`);
  process.stdout.write(`chunks with a difference:\n${plans.join("")}`);
  process.exit(1);
}
process.stdout.write(`${count} programs of seed ${seed} print what they print under V8\n`);

/** Compares a chunk, and notes whether there is a difference. */
function compare(first) {
  const { status } = spawnSync("npm", ["run", "--silent", "test:random"], {
    cwd: root,
    env: { ...process.env, POLLEN_RANDOM: planOf(first) },
    stdio: "inherit",
  });
  state.differing = state.differing.filter((other) => other !== first);
  if (status !== 0) state.differing.push(first);
  write();
}

function planOf(first) {
  return `${seed}:${first}:${Math.min(CHUNK, Number(count) - first)}`;
}

/** How many programs were compared, by this run or an earlier one, and where the chunks begin that differ. */
function read() {
  try {
    return JSON.parse(readFileSync(progress, "utf8"));
  } catch {
    return { done: 0, differing: [] };
  }
}

function write() {
  mkdirSync(`${root}build`, { recursive: true });
  writeFileSync(progress, `${JSON.stringify(state)}\n`);
}
