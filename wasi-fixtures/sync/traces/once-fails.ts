// A failure goes to the one who asked first; the next one in line tries again.
import { Once, sleep } from "as-pollen";
import { print } from "./prelude";

async function ask(once: Once<i32>, name: string): Promise<void> {
  try {
    print(`${name} has ${await once.get()}`);
  } catch (e) {
    print(`${name}: ${e.message}, done: ${once.isDone}`);
  }
}

export async function main(): Promise<void> {
  let attempts = 0;
  const once = new Once<i32>(async () => {
    attempts++;
    if (attempts == 1) throw new Error("at once");
    await sleep(1);
    if (attempts == 2) throw new Error("later");
    return attempts;
  });
  await Promise.all([ask(once, "a"), ask(once, "b"), ask(once, "c"), ask(once, "d")]);
  print(`attempts ${attempts}`);
}
//> a: at once, done: false
//> b: later, done: false
//> c has 3
//> d has 3
//> attempts 3
