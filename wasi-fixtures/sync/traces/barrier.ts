// Nobody passes before all are there; the last one is told so; and it works again for the next round.
import { Barrier, sleep } from "as-pollen";
import { print } from "./prelude";

async function walk(barrier: Barrier, name: string, ms: f64): Promise<void> {
  for (let round = 1; round <= 2; round++) {
    await sleep(ms);
    print(`${name} arrives`);
    const isLast = await barrier.wait();
    print(`${name} passes ${round}${isLast ? ", the last" : ""}`);
  }
}

export async function main(): Promise<void> {
  const barrier = new Barrier(3);
  await Promise.all([walk(barrier, "a", 3), walk(barrier, "b", 1), walk(barrier, "c", 2)]);
  print(`alone: ${await new Barrier(1).wait()} ${await new Barrier(0).wait()}`);
}
//> b arrives
//> c arrives
//> a arrives
//> a passes 1, the last
//> b passes 1
//> c passes 1
//> b arrives
//> c arrives
//> a arrives
//> a passes 2, the last
//> b passes 2
//> c passes 2
//> alone: true true
