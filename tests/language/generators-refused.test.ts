// Generators that are refused: message, line and column.

import { expect, test } from "vitest";
import { errorsOf } from "../setup/errors.js";

test("where yield and for await may stand", async () => {
  const source = `function f(): i32 { yield 1; return 1; }
async function g(): Promise<void> { yield 1; }
function* h(): Generator<i32> { const f = (): void => { yield 1; }; f(); yield* [1]; }
function* i(): Generator<i32> { await g(); for await (const x of [1]) yield x; }
function j(): void { for await (const x of [1]) {} }
function* k(): Generator<i32> { yield; }
async function* l(): AsyncGenerator<i32> { yield* [1]; yield; }
class C { @inline *m(): Generator<i32> { yield 1; } }
const n = function* () { yield 1; };
f(); g(); h(); i(); j(); k(); l(); new C().m(); n();
`;
  expect(await errorsOf(source)).toEqual([
    "(1,21) A 'yield' expression is only allowed in a generator body.",
    "(2,37) A 'yield' expression is only allowed in a generator body.",
    "(3,57) A 'yield' expression is only allowed in a generator body.",
    "(4,33) 'await' is only allowed within async functions and at the top level of a file.",
    "(4,66) 'for await' loops are only allowed within async functions and at the top level of a file.",
    "(5,44) 'for await' loops are only allowed within async functions and at the top level of a file.",
    "(6,33) 'yield' needs a value of the type that the generator yields.",
    "(7,56) 'yield' needs a value of the type that the generator yields.",
    "(8,20) A generator cannot be inlined.",
    "(9,21) A generator needs a return type: 'Generator<T>'.",
  ]);
});

test("a loop that awaits and has no 'of'", async () => {
  const source = "async function f(): Promise<void> { for await (let i = 0; i < 1; i++) {} }";
  expect(await errorsOf(source)).toEqual(["(1,37) A 'for await' loop steps with 'of' through an iterable."]);
});

test("types", async () => {
  const source = `function* a(): i32 { yield 1; }
async function* b(): Generator<i32> { yield 1; }
function* c(): AsyncGenerator<i32> { yield 1; }
function* d(): Generator<i32> { yield "text"; }
function* e(): Generator<i32, string> { yield 1; return 1; }
function* f(): Generator<i32, string> { yield 1; }
function* g(): Generator<i32> { const x: string = yield 1; x.length; }
async function h(): Promise<void> { for await (const x of 5) {} }
a(); b(); c(); d().next(); e().next(); f().next(); g().next(); h();
`;
  expect(await errorsOf(source)).toEqual([
    "(1,16) The return type of a generator must be 'Generator<T>'.",
    "(2,22) The return type of an async generator must be 'AsyncGenerator<T>'.",
    "(3,16) The return type of a generator must be 'Generator<T>'.",
    "(4,39) Type '~lib/string/String' is not assignable to type 'i32'.",
    "(5,57) Type 'i32' is not assignable to type '~lib/string/String'.",
    "(6,51) A generator that returns '~lib/string/String' must return a value.",
    "(7,51) Type 'void' is not assignable to type '~lib/string/String'.",
    "(8,59) Type 'i32' must have a '[Symbol.asyncIterator]()' method that returns an iterator.",
  ]);
});
