// A task is cancelled at each of its awaits in turn: what comes before has happened, what comes after has not, and every
// `finally` around it runs, from the inside out.
import { CancelledError, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

async function inner(log: string[]): Promise<void> {
  try {
    await sleep(10);
    log.push("inner");
  } finally {
    log.push("~inner");
  }
}

async function body(log: string[]): Promise<i32> {
  try {
    await sleep(10);
    log.push("one");
    await inner(log);
    try {
      await Promise.all<void>([inner(log), sleep(15)]);
      log.push("both");
    } finally {
      log.push("~both");
    }
    for (let i = 0; i < 2; i++) await sleep(10);
    log.push("loop");
    return 1;
  } finally {
    log.push("~body");
  }
}

export async function main(): Promise<void> {
  for (let at = 5; at < 70; at += 10) {
    const log: string[] = [], task = spawn(body(log));
    await sleep(<f64>at);
    task.cancel(`at ${at}`);
    try {
      log.push(`= ${await task}`);
    } catch (e) {
      log.push(e instanceof CancelledError ? e.message : "?");
    }
    print(log.join(" "));
  }
}
//> ~body at 5
//> one ~inner ~body at 15
//> one inner ~inner ~both ~body ~inner at 25
//> one inner ~inner inner ~inner ~both ~body at 35
//> one inner ~inner inner ~inner both ~both ~body at 45
//> one inner ~inner inner ~inner both ~both ~body at 55
//> one inner ~inner inner ~inner both ~both loop ~body = 1
