// Rejections that find their handler before the job queue runs dry, in all the places where that can happen.
import { spawn } from "as-pollen";
import { print } from "./prelude";

async function failing(name: string): Promise<i32> { throw new Error(name); }
async function failingLater(name: string): Promise<i32> { await 0; throw new Error(name); }
async function passes(name: string): Promise<i32> { return (await failing(name)) + 1; }
async function passesTwice(name: string): Promise<i32> { return (await passes(name)) + 1; }
async function returns(name: string): Promise<i32> { return failing(name); }

const show = (value: i32): void => { print("value " + value.toString()); };
const showReason = (reason: Error): void => { print("reason " + reason.message); };

export async function main(): Promise<void> {
  passes("one").then(show, showReason);
  passesTwice("two").then(show, showReason);
  returns("three").then(show, showReason);
  const early = failing("four");
  await 0;
  await 0;
  early.then(show, showReason);
  const task = spawn(failingLater("five"));
  await 0;
  task.then(show, showReason);
  const both = failing("six");
  both.then(show, showReason);
  both.then(show, showReason);
  failing("seven").then(show).then((): void => { print("skipped"); }).then(null, showReason);
  for (let i = 0; i < 10; i++) await 0;
}
