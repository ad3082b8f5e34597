// Operations on one descriptor are done in their order; what is pending when it closes is cancelled.
import { sleep, spawn, stdin, stdout } from "as-pollen";

async function read(name: string, count: i32): Promise<void> {
  const buffer = new Uint8Array(count);
  const outcome = (await Promise.allSettled<i32>([stdin.read(buffer)]))[0];
  if (outcome.status == "rejected") console.log(name + ": " + outcome.reason!.toString());
  else console.log(name + ": " + String.UTF8.decode(buffer.buffer.slice(0, outcome.value)));
}

export async function main(): Promise<void> {
  const first = read("first", 2), second = read("second", 2);
  const third = read("third", 64);
  await Promise.all<void>([first, second, third]);
  for (let i = 0; i < 100; i++) stdout.write(i.toString() + " ");
  await stdout.write("\n");
  const fourth = read("fourth", 1);
  await sleep(1);
  await stdin.close();
  await fourth;
  spawn(read("fifth", 1));
  await sleep(1);
}
