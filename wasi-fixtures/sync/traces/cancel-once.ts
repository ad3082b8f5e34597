// If the one who makes the value is cancelled, the next one makes it.
import { Once, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

let attempts = 0;

async function ask(once: Once<string>, name: string): Promise<void> {
  try {
    print(`${name} has ${await once.get()}`);
  } finally {
    print(`${name} ends`);
  }
}

export async function main(): Promise<void> {
  const once = new Once<string>(async () => {
    const attempt = ++attempts;
    print(`attempt ${attempt}`);
    await sleep(10);
    return `value ${attempt}`;
  });
  const a = spawn(ask(once, "a"));
  const b = spawn(ask(once, "b"));
  spawn(ask(once, "c"));
  await sleep(1);
  b.cancel();
  await sleep(1);
  a.cancel();
  await sleep(20);
  print(`done: ${once.isDone}`);
}
//> attempt 1
//> b ends
//> attempt 2
//> a ends
//> c has value 2
//> c ends
//> done: true
