// Copies standard input to standard output while a timer goes on, and says what happened on standard error.
import { copy, sleep, stdin, stdout } from "as-pollen";

let ticks = 0;
let copying = true;

async function tick(): Promise<void> {
  while (copying) {
    await sleep(20);
    ticks++;
  }
}

export async function main(args: string[]): Promise<i32> {
  tick();
  const outcome = (await Promise.allSettled<i64>([copy(stdin, stdout)]))[0];
  copying = false;
  const failed = outcome.status == "rejected";
  console.error(failed ? outcome.reason!.toString() : "copied " + outcome.value.toString());
  console.error("ticks " + ticks.toString());
  return failed ? 1 : 0;
}
