// Graceful shutdown: no new tasks, some time for those there are, then the rest is cancelled and named.
import { now, scope, sleep } from "as-pollen";
import { print } from "./prelude";

let began: f64 = 0;
/** Milliseconds since the program began. */
function at(): f64 { return now() - began; }

async function serve(name: string, ms: f64): Promise<void> {
  try {
    await sleep(ms);
  } finally {
    print(`~${name} ${at()}`);
  }
}

export async function main(): Promise<void> {
  began = now();
  await scope(async (s) => {
    s.spawn(() => serve("quick", 20), "quick");
    s.spawn(() => serve("slow", 500), "slow");
    s.spawn(() => serve("slower", 600), "slower");
    await sleep(10);
    const draining = s.drain(50);
    try {
      s.spawn(() => serve("new", 1));
    } catch (e) {
      print(e.message);
    }
    for (const place of await draining) print(place.split(",")[0]);
    print(`drained ${at()}`);
  });
  await scope(async (s) => {
    s.spawn(() => serve("in time", 10));
    print(`nothing left: ${(await s.drain(1000)).length} ${at()}`);
  });
}
//> spawn: the scope takes no more tasks
//> ~quick 20.0
//> ~slow 60.0
//> ~slower 60.0
//> "slow"
//> "slower"
//> drained 60.0
//> ~in time 70.0
//> nothing left: 0 70.0
