// Generators of void: `yield;`, and what gives nothing.
import { print } from "./prelude";

function tell(text: string): void {
  print(text);
}
async function later(): Promise<void> {
  print("later");
}
function* three(): Generator<void> {
  yield;
  yield tell("second");
  const sent: string = yield* two();
  print(sent);
}
function* two(): Generator<void, string> {
  yield;
  return "returned";
}
function* answered(): Generator<void, void, i32> {
  while (true) print(`sent ${yield}`);
}
async function* ticks(count: i32): AsyncGenerator<void> {
  for (let i = 0; i < count; i++) {
    await 0;
    yield;
  }
  yield later();
  yield* three();
}
class Count implements AsyncIterator<void> {
  constructor(private left: i32) {}
  async next(): Promise<IteratorResult<void>> {
    return this.left-- > 0 ? { value: null, done: false } : { done: true };
  }
  return(): Promise<IteratorResult<void>> | null { return null; }
  [Symbol.asyncIterator](): Count { return this; }
}

export async function main(): Promise<void> {
  let steps = 0;
  for (const _ of three()) steps++;
  print(`${steps} steps`);

  const generator = answered();
  generator.next();
  generator.next(1);
  print(`${generator.next(2).done} ${generator.return().done}`);

  steps = 0;
  for await (const _ of ticks(2)) print(`step ${++steps}`);
  for await (const _ of new Count(2)) print(`step ${++steps}`);

  const it = ticks(1);
  const asked = [it.next(), it.next(), it.next()];
  for (const result of await Promise.all(asked)) print(`${result.done}`);
  print(`${(await it.return()).done}`);
}
