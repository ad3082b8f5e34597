// A task that reads and writes without ever having to wait keeps no timer from being seen.
import { File, remove, sleep, writeFile } from "as-pollen";

let running = true;
let ticks = 0;

async function busy(): Promise<void> {
  const file = await File.open("/data/busy", "r"), buffer = new Uint8Array(8);
  while (running) {
    await file.seek(0);
    await file.read(buffer);
  }
  await file.close();
}

async function tick(): Promise<void> {
  for (; ticks < 20; ticks++) await sleep(5);
  running = false;
}

export async function main(): Promise<void> {
  await writeFile("/data/busy", "contents");
  const started = performance.now();
  const both = [busy(), tick()];
  await Promise.all<void>(both);
  const took = performance.now() - started;
  console.log(ticks.toString() + (took < 2000 ? " in time" : " in " + took.toString() + " ms"));
  await remove("/data/busy");
}
