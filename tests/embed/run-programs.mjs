// Runs the programs of a module, each until nothing is left to do, in virtual time, and prints their lines as JSON.
// Arguments: the module's file, how many programs, and `plain`, or `suspended`: each line that is printed suspends the guest.

const [, , file, count, strategy] = process.argv;

let now = 0;
let order = 0;
const timers = new Map();
performance.now = () => now;
globalThis.setTimeout = (ring, ms) => {
  timers.set(++order, { ring, due: now + ms });
  return order;
};
globalThis.clearTimeout = (id) => timers.delete(id);

/** Runs all timers, in their order, each when nothing else is left to do. */
async function runTimers() {
  for (;;) {
    for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
    const [next] = [...timers].sort(([a, x], [b, y]) => x.due - y.due || a - b);
    if (!next) return;
    timers.delete(next[0]);
    now = Math.max(now, next[1].due);
    next[1].ring();
  }
}

const { load, suspending } = await import("as-pollen/node");
const printed = [];
const log = (line) => void printed.at(-1).push(line);
const imports = { host: { log: strategy === "suspended" ? suspending(async (line) => log(line)) : log } };
const { exports } = await load(file, { imports });
for (let program = 0; program < Number(count); program++) {
  printed.push([]);
  exports.run(program).catch((error) => log(`main is rejected: ${error.message}`));
  await runTimers();
}
process.stdout.write(JSON.stringify(printed));
