// Standard input and output.
import { once } from "node:events";
import { clock, report } from "./measure.mjs";
import { sleep } from "./timers.mjs";

const { stdin, stdout } = process;
const CAPACITY = 65_536;

async function write(bytes) {
  if (!stdout.write(bytes)) await once(stdout, "drain");
}

/** Once everything is written. */
function reportRate(name, bytes, began) {
  stdout.write("", () => report(name, (bytes * 1e3) / (clock() - began), "MB/s", 2));
}

export async function copy() {
  const began = clock();
  let bytes = 0;
  for await (const chunk of stdin) {
    bytes += chunk.length;
    await write(chunk);
  }
  reportRate("copy", bytes, began);
}

async function* linesOf(stream) {
  let rest = Buffer.alloc(0);
  for await (const more of stream) {
    const chunk = rest.length ? Buffer.concat([rest, more]) : more;
    let start = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, start)) {
      yield chunk.subarray(start, at + 1);
      start = at + 1;
    }
    rest = chunk.subarray(start);
  }
  if (rest.length) yield rest;
}

export async function echo() {
  const began = clock();
  let bytes = 0;
  let [pending, size] = [[], 0];
  for await (const line of linesOf(stdin)) {
    bytes += line.length;
    pending.push(line);
    size += line.length;
    if (size < CAPACITY) continue;
    await write(Buffer.concat(pending));
    [pending, size] = [[], 0];
  }
  await write(Buffer.concat(pending));
  reportRate("echo", bytes, began);
}

export async function tick() {
  stdin.once("data", () => {});
  const end = clock() + 5e8;
  let ticks = 0;
  for (; clock() < end; ticks++) await sleep(10);
  report("ticks_with_stdin_pending", ticks, "of50");
  process.exit(0);
}
