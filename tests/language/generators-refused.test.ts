// Generators that are refused: message, line and column.

import { expect, test } from "vitest";
import { errorsOf } from "../setup/errors.js";

test("where yield and for await may stand", async () => {
  const source = `function f(): i32 { yield 1; return 1; }
async function g(): Promise<void> { yield 1; }
function* h(): Generator<i32> { const f = (): void => { yield 1; }; f(); yield* [1]; }
function* i(): Generator<i32> { await g(); for await (const x of [1]) yield x; }
function j(): void { for await (const x of [1]) {} }
class C { @inline *m(): Generator<i32> { yield 1; } }
const n = function* () { yield 1; };
f(); g(); h(); i(); j(); new C().m(); n();
`;
  expect(await errorsOf(source)).toEqual([
    "(1,21) A 'yield' expression is only allowed in a generator body.",
    "(2,37) A 'yield' expression is only allowed in a generator body.",
    "(3,57) A 'yield' expression is only allowed in a generator body.",
    "(4,33) 'await' is only allowed within async functions and at the top level of a file.",
    "(4,66) 'for await' loops are only allowed within async functions and at the top level of a file.",
    "(5,44) 'for await' loops are only allowed within async functions and at the top level of a file.",
    "(6,20) A generator cannot be inlined.",
    "(7,21) A generator needs a return type: 'Generator<T>'.",
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

test("what is yielded", async () => {
  const source = `function* a(): Generator<i32> { yield; }
function* b(): Generator<void> { yield; yield 5; }
async function* c(): AsyncGenerator<i32> { yield* [1]; yield; }
async function* d(): AsyncGenerator<void> { yield "text"; }
a().next(); b().next(); c().next(); d().next();
`;
  expect(await errorsOf(source)).toEqual([
    "(1,33) 'yield' needs a value of the type that the generator yields.",
    "(2,47) Type 'i32' is not assignable to type 'void'.",
    "(3,56) 'yield' needs a value of the type that the generator yields.",
    "(4,51) Type '~lib/string/String' is not assignable to type 'void'.",
  ]);
});

test("what is behind yield*", async () => {
  const source = `function* a(): Generator<i32> { yield* ["text"]; }
function* b(): Generator<i32> { yield* 5; }
function* c(): Generator<i32, void, string> { const s = yield 1; s.length; }
function* d(): Generator<i32> { yield* c(); }
async function* e(): AsyncGenerator<string> { yield* [Promise.resolve(1)]; }
async function* f(): AsyncGenerator<i32, string> { yield 1; return ""; }
async function* g(): AsyncGenerator<i32> { yield* f(); }
async function* h(): AsyncGenerator<i32> { yield* missing(); }
a().next(); b().next(); d().next(); e().next(); g().next(); h().next();
`;
  expect(await errorsOf(source)).toEqual([
    "(1,40) Type '~lib/string/String' is not assignable to type 'i32'.",
    "(2,40) Type 'i32' must have a '[Symbol.iterator]()' method that returns an iterator.",
    "(4,40) The generator behind 'yield*' is sent values of another type than the one that it is in.",
    "(5,54) Type 'i32' is not assignable to type '~lib/string/String'.",
    "(7,51) The async generator behind 'yield*' returns a value of another type than those that it yields.",
    "(8,51) Cannot find name 'missing'.",
  ]);
});
