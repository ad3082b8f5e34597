// Loops that are refused: message, line and column.

import { expect, test } from "vitest";
import { errorsOf } from "../setup/errors.js";

test("the variable of a loop", async () => {
  const source = `for (let a, b of [1]) {}
for (const a: i32 of [1]) {}
for (const [a, b] of 5) {}
for (const a of new Map<string, i32>()) {}
for (const [a, , c] of new Map<string, i32>()) {}
for (const [a] of [1]) {}
`;
  expect(await errorsOf(source)).toEqual([
    "(1,13) Only a single variable declaration is allowed in a 'for...of' statement.",
    "(2,15) The left-hand side of a 'for...of' statement cannot use a type annotation.",
  ]);
});

test("what is looped over", async () => {
  const source = `class NoNext { [Symbol.iterator](): NoNext { return this; } }
class Asynchronous { [Symbol.asyncIterator](): Asynchronous { return this; } }
for (const a of 5) {}
for (const a of new Asynchronous()) {}
for (const a of new NoNext()) {}
for (const a of new Map<string, i32>()) {}
for (const [a, , c] of new Map<string, i32>()) {}
for (const [a] of [1]) {}
`;
  expect(await errorsOf(source)).toEqual([
    "(3,17) Type 'i32' must have a '[Symbol.iterator]()' method that returns an iterator.",
    "(4,17) Type 'program/Asynchronous' must have a '[Symbol.iterator]()' method that returns an iterator.",
    "(5,17) An iterator must have a 'next()' method.",
    "(6,6) The values of this loop are pairs: take them apart, as in 'for (const [key, value] of map)'.",
    "(7,12) The values of this loop are pairs.",
    "(8,19) Index signature is missing in type 'i32'.",
  ]);
});

test("object literals with methods that have the name of a symbol", async () => {
  const source = `function f(): void { const o = { [Symbol.iterator]() { return 1; } }; }
function g(): void { const o = { async [Symbol.asyncDispose]() {} }; }
f(); g();
`;
  expect((await errorsOf(source))[0]).toBe("(1,32) Identifier expected.");
});
