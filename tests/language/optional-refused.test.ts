// `?.` and `??`: what is refused.

import { expect, test } from "vitest";
import { errorsOf } from "../setup/errors.js";

const declarations = `class A { size: i32 = 1; next: A | null = null; }
function some(): A | null { return new A(); }
`;

test("expressions that are refused", async () => {
  const source = `${declarations}const a = some();
const b = a || a ?? some();
const c = a ?? some() && a;
a?.next = null;
some() ??= null;
`;
  expect(await errorsOf(source)).toEqual([
    "(4,11) '||' and '&&' cannot be mixed with '??' without parentheses.",
    "(5,11) '||' and '&&' cannot be mixed with '??' without parentheses.",
    "(6,1) The left-hand side of an assignment expression may not be an optional property access.",
    "(7,1) The left-hand side of an assignment expression must be a variable or a property access.",
  ]);
});

test("types that are refused", async () => {
  const source = `${declarations}export function test(a: A | null): void {
  const size = a?.size;
  if (a?.next?.size == 1) {}
  const b = a ?? 5;
  const c: A = a?.next;
}
`;
  const missing = (place: string, text: string): string =>
    `${place} '${text}' has no value where the chain ends early, and 'i32' has no null. ` +
    `Say what it is then: '${text} ?? ...'.`;
  expect(await errorsOf(source)).toEqual([
    missing("(4,16)", "a?.size"),
    missing("(5,7)", "a?.next?.size"),
    "(6,18) Type 'i32' is not assignable to type 'program/A'.",
    "(7,16) Type 'program/A | null' is not assignable to type 'program/A'.",
  ]);
});

test("promises that may be null", async () => {
  const source = `class Task { done: Promise<i32> | null = null; }
async function wait(task: Task): Promise<i32> {
  await task.done;
  const done = task.done;
  if (done) return (await done) + (await task.done!);
  return done;
}
wait(new Task());
`;
  expect(await errorsOf(source)).toEqual([
    "(3,9) The promise may be null: await it where it is known not to be.",
    expect.stringMatching(/^\(6,10\) Type '.*Promise<i32> \| null' is not assignable to type 'Promise<i32>'\.$/),
  ]);
});
