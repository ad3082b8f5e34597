// A program that runs for long: garbage of all kinds in each round, little of it kept. Returns how many pages its memory
// grew by after the warm-up.
import { sleep, spawn } from "as-pollen";

const WARM_UP = 20_000;
const ROUNDS = 200_000;

async function parse(line: string): Promise<string[]> {
  await 0;
  return line.split(" ");
}
async function failing(name: string): Promise<i32> { throw new Error(name); }

const kept = new Map<i32, string[]>();

async function handle(round: i32): Promise<void> {
  const words = await parse("GET /path/" + round.toString() + " 200");
  kept.set(round % 100, words);
  failing(words[1]).catch((reason) => reason.message.length);
  if (round % 50 == 0) await sleep(0.1);
}

export async function main(): Promise<i32> {
  let warm = 0;
  for (let round = 0; round < ROUNDS; round++) {
    if (round == WARM_UP) warm = memory.size();
    const task = spawn(handle(round));
    if (round % 3 == 0) await task;
  }
  return memory.size() - warm;
}
