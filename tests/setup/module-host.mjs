// Runs a module under V8 for `v8-modules.ts`: with the names that the programs use, and virtual time.

import { pathToFileURL } from "node:url";

let now = 0;
let order = 0;
const timers = [];

const write = (line) => void process.stdout.write(`${line}\n`);
const sleep = (ms) => new Promise((fire) => timers.push({ due: now + ms, order: ++order, fire }));
Object.assign(globalThis, { print: write, sleep, yieldNow: () => Promise.resolve() });

let isOver = false;
import(pathToFileURL(process.argv[2]).href)
  .then((exports) => exports.main?.())
  .catch((error) => write(`Uncaught ${error}`))
  .finally(() => {
    isOver = true;
  });

// jobs first, then one timer at a time
for (;;) {
  await new Promise((resolve) => setImmediate(resolve));
  if (isOver) break;
  timers.sort((a, b) => a.due - b.due || a.order - b.order);
  const next = timers.shift();
  if (!next) continue;
  now = Math.max(now, next.due);
  next.fire();
}
