// all, allSettled, race and any: turns, order, empty lists, rejections, promises of nothing.
import { sleep } from "as-pollen";
import { print } from "./prelude";

async function metronome(turns: i32): Promise<void> {
  for (let i = 1; i <= turns; i++) {
    await 0;
    print("turn " + i.toString());
  }
}

async function number(value: i32, waits: i32): Promise<i32> {
  for (let i = 0; i < waits; i++) await 0;
  return value;
}
async function failing(name: string, waits: i32): Promise<i32> {
  for (let i = 0; i < waits; i++) await 0;
  throw new Error(name);
}
async function nothing(waits: i32): Promise<void> {
  for (let i = 0; i < waits; i++) await 0;
}
async function failingVoid(name: string): Promise<void> { throw new Error(name); }
async function slow(value: i32, ms: f64): Promise<i32> { await sleep(ms); return value; }

const showList = (values: i32[]): void => { print("all " + values.join(",")); };
const show = (value: i32): void => { print("one " + value.toString()); };
const showReason = (reason: Error): void => { print("reason " + reason.message); };
const done = (): void => { print("done"); };
const showOutcomes = (outcomes: PromiseSettledResult<i32>[]): void => {
  let line = "outcomes";
  for (let i = 0; i < outcomes.length; i++) {
    const outcome = outcomes[i];
    if (outcome.status == "fulfilled") line += " " + outcome.value.toString();
    else line += " " + outcome.reason!.message;
  }
  print(line);
};
const showErrors = (reason: Error): void => {
  const errors = (reason as AggregateError).errors;
  let line = "none of " + errors.length.toString() + ":";
  for (let i = 0; i < errors.length; i++) line += " " + errors[i].message;
  print(line + " " + reason.message);
};

export async function main(): Promise<void> {
  const beats = metronome(16);
  Promise.all<i32>([number(1, 2), number(2, 0), number(3, 4)]).then(showList, showReason);
  Promise.all<i32>([number(1, 0), failing("x", 3), failing("y", 1)]).then(showList, showReason);
  Promise.all<void>([nothing(2), nothing(0)]).then(done, showReason);
  Promise.all<void>([nothing(2), failingVoid("v")]).then(done, showReason);
  Promise.all<i32>([]).then(showList, showReason);
  Promise.allSettled<i32>([number(4, 3), failing("z", 1), number(5, 0)]).then(showOutcomes, showReason);
  Promise.allSettled<i32>([]).then(showOutcomes, showReason);
  Promise.race<i32>([number(6, 3), number(7, 1), failing("late", 2)]).then(show, showReason);
  Promise.race<i32>([failing("early", 1), number(8, 2)]).then(show, showReason);
  Promise.race<void>([nothing(1), nothing(0)]).then(done, showReason);
  Promise.race<i32>([]).then(show, showReason);
  Promise.any<i32>([failing("a", 0), number(9, 3), number(10, 1)]).then(show, showErrors);
  Promise.any<i32>([failing("a", 2), failing("b", 0), failing("c", 1)]).then(show, showErrors);
  Promise.any<i32>([]).then(show, showErrors);
  Promise.any<void>([nothing(1), failingVoid("w")]).then(done, showReason);
  await beats;
  print((await Promise.all<i32>([slow(1, 30), slow(2, 10), slow(3, 20)])).join(","));
  print((await Promise.race<i32>([slow(1, 30), slow(2, 10), slow(3, 20)])).toString());
  print((await Promise.any<i32>([slow(1, 30), failing("d", 0), slow(3, 20)])).toString());
  const same = number(11, 0);
  print((await Promise.all<i32>([same, same, same])).join(","));
}
