// Task locals: whatever a call starts finds the values that were set around it.
import { scope, sleep, spawn, TaskLocal } from "as-pollen";
import { print } from "./prelude";

const user = new TaskLocal<string>("nobody"), depth = new TaskLocal<i32>(0);

async function show(where: string): Promise<void> {
  await sleep(1);
  print(`${where}: ${user.get()} ${depth.get()}`);
}

export async function main(): Promise<void> {
  await user.run("ada", async () => {
    await show("a call");
    const nested = depth.run(1, () => user.run("bob", () => show("nested")));
    print(`beside it: ${user.get()} ${depth.get()}`);
    await nested;
    await spawn(show("a task"));
    await scope(async (s) => {
      s.spawn(() => show("a task of a scope"));
      spawn(show("a task that is detached")).detach();
    });
    await sleep(1).then(() => { print(`a callback: ${user.get()}`); });
    setTimeout(() => { print(`a timer: ${user.get()}`); }, 1);
  });
  print(`outside: ${user.get()}`);
  await show("outside");
  try {
    user.run("carl", () => { throw new Error("thrown"); });
  } catch (e) {
    print(`${e.message}: ${user.get()}`);
  }
}
//> a call: ada 0
//> beside it: ada 0
//> nested: bob 1
//> a task: ada 0
//> a task of a scope: ada 0
//> a task that is detached: ada 0
//> a callback: ada
//> outside: nobody
//> a timer: ada
//> outside: nobody 0
//> thrown: nobody
