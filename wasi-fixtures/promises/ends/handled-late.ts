// A handler that is attached in the same drain of the job queue is in time; one that a timer attaches is late.
import { sleep } from "as-pollen";

async function failing(name: string): Promise<i32> { throw new Error(name); }

export async function main(): Promise<void> {
  const inTime = failing("in time");
  for (let i = 0; i < 100; i++) await 0;
  inTime.catch((reason): i32 => {
    console.log("caught " + reason.message);
    return 0;
  });
  const late = failing("late");
  await sleep(1);
  late.catch((reason): i32 => {
    console.log("not printed");
    return 0;
  });
}
