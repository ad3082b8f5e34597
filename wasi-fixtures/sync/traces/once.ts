// The value is made once, however many ask for it meanwhile.
import { Once, sleep } from "as-pollen";
import { print } from "./prelude";

async function ask(once: Once<string>, name: string): Promise<void> {
  print(`${name} asks, done: ${once.isDone}`);
  print(`${name} has ${await once.get()}`);
}

export async function main(): Promise<void> {
  let made = 0;
  const once = new Once<string>(async () => {
    print("making");
    await sleep(5);
    return `value ${++made}`;
  });
  print("nothing yet");
  await Promise.all([ask(once, "a"), ask(once, "b"), ask(once, "c")]);
  await ask(once, "d");
}
//> nothing yet
//> a asks, done: false
//> making
//> b asks, done: false
//> c asks, done: false
//> a has value 1
//> b has value 1
//> c has value 1
//> d asks, done: true
//> d has value 1
