// A scope waits for all that was started in it: tasks, their tasks, and calls that nobody awaits.
import { now, scope, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

let began: f64 = 0;
/** Milliseconds since the program began. */
function at(): f64 { return now() - began; }

async function work(name: string, ms: f64): Promise<void> {
  await sleep(ms);
  print(`${name} ${at()}`);
}

export async function main(): Promise<void> {
  began = now();
  const result = await scope(async (s) => {
    s.spawn(() => work("child", 30));
    s.spawn(async () => {
      spawn(work("grandchild", 50));
      work("loose call of a child", 60);
    });
    work("loose call", 20);
    spawn(work("spawned", 40));
    await work("awaited", 10);
    print("the body ends");
    return "value of the body";
  });
  print(`${result} ${at()}`);
}
//> awaited 10.0
//> the body ends
//> loose call 20.0
//> child 30.0
//> spawned 40.0
//> grandchild 50.0
//> loose call of a child 60.0
//> value of the body 60.0
