// Nobody attaches to a rejection: the program ends when the job queue has run dry, before the next timer.
import { sleep } from "as-pollen";

class Reading {
  async parse(line: string): Promise<i32> {
    await sleep(1);
    if (line == "") throw new Error("empty line");
    return line.length;
  }
}

async function load(): Promise<i32> {
  return (await new Reading().parse("")) + 1;
}

export async function main(): Promise<void> {
  load();
  await sleep(1);
  console.log("not printed");
}
