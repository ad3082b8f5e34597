// A detached task leaves its scope, which neither waits for it nor cancels it.
import { joinTasks, now, scope, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

let began: f64 = 0;
/** Milliseconds since the program began. */
function at(): f64 { return now() - began; }

async function work(name: string, ms: f64): Promise<void> {
  try {
    await sleep(ms);
    print(`${name} ${at()}`);
  } finally {
    print(`~${name}`);
  }
}

export async function main(): Promise<void> {
  began = now();
  await scope(async (s) => {
    s.spawn(() => work("detached from the scope", 50)).detach();
    spawn(work("spawned, then detached", 40)).detach();
    s.spawn(() => work("stays", 30));
    await sleep(10);
    s.cancel("over");
  });
  print(`the scope ends ${at()}`);
  spawn(work("a task", 5));
  await joinTasks();
  print(`joinTasks does not wait for them ${at()}`);
  await sleep(100);
}
//> ~stays
//> the scope ends 10.0
//> a task 15.0
//> ~a task
//> joinTasks does not wait for them 15.0
//> spawned, then detached 40.0
//> ~spawned, then detached
//> detached from the scope 50.0
//> ~detached from the scope
