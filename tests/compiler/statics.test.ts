// What is left out of static memory is what nothing refers to, however a program comes to an address.

import { join } from "node:path";
import { expect, test } from "vitest";
import { type BuildOptions, build } from "../../src/compiler/build.js";
import { folderWith, pollen } from "../setup/pollen.js";

const levels: Pick<BuildOptions, "runtime" | "optimize">[] = [
  { runtime: "minimal", optimize: "-Oz" },
  { runtime: "incremental", optimize: "-Os" },
  { runtime: "stub", optimize: "-Oz" },
];

const REFERRING = `
import { sleep } from "as-pollen";

// calculated with by the compiler
const BEHIND: usize = changetype<usize>("0123456789") + 4;
const BEFORE: usize = changetype<usize>("abcdefghij") - 200;
const NUMBERS: StaticArray<i32> = [11, 22, 33];
const LAST: usize = changetype<usize>(NUMBERS) + 8;
const bytes = memory.data<u8>([1, 2, 3, 4]);
const END: usize = bytes + 4;
const TEXT: usize = changetype<usize>("offset");

// through other objects
const names: string[] = ["ada", "bob"];
const nested: StaticArray<StaticArray<string>> = [["one", "two"], ["three"]];
const steps: StaticArray<(n: i32) => i32> = [(n: i32): i32 => n + 1, (n: i32): i32 => n * 2];
const numbers: i32[] = [];
let current = "first";
class Named { name: string = "nobody"; constructor(public next: Named | null = null) {} }

// objects of classes that are allocated in one place only
class Leaf { constructor(public text: string) {} }
class Holder<T> { items: T[] = []; }
function letterAt(i: usize): string { return String.fromCharCode(load<u16>(i << 1, TEXT)); }
function make<T>(text: string): T { return instantiate<T>(text); }
function counter(): () => Leaf {
  let n = 0;
  return (): Leaf => { n++; return new Leaf("leaf " + n.toString()); };
}

export async function main(): Promise<void> {
  await sleep(0);
  console.log(String.UTF16.decodeUnsafe(BEHIND, 8) + String.UTF16.decodeUnsafe(BEFORE + 200, 8));
  console.log(load<i32>(LAST).toString() + " " + load<u8>(END - 1).toString() + letterAt(names.length));
  names.push("cid" + names.length.toString());
  for (let i = 0; i < 100; i++) numbers.push(i);
  const holder = new Holder<Leaf>(), next = counter();
  for (let i = 0; i < 3; i++) holder.items.push(next());
  holder.items.push(make<Leaf>("made"));
  let chain = new Named();
  for (let i = 0; i < 1000; i++) {
    chain = new Named(chain);
    if (!(i % 100)) {
      chain.name = "n" + i.toString();
      await sleep(0);
      if (ASC_RUNTIME == 2) __collect(); // what the stack holds only the incremental runtime knows
    }
  }
  let sum = 0, named = 0;
  for (let at: Named | null = chain; at !== null; at = at.next) {
    sum++;
    if (at.name != "nobody") named++;
  }
  console.log(names.join() + " " + nested[0][1] + nested[1][0] + " " + steps[1](steps[0](4)).toString());
  console.log(current + numbers.length.toString() + " " + sum.toString() + " " + named.toString());
  current = "second";
  let texts = current;
  for (let i = 0; i < holder.items.length; i++) texts += "," + holder.items[i].text;
  console.log(texts);
  try {
    JSONish("x");
  } catch (e) {
    console.log(e.toString());
  }
}

function JSONish(text: string): void {
  if (text.length == 1) throw new RangeError("too short: " + text);
  throw new Error("a constant message");
}
`;

test.each(levels)("what is referred to stays: $runtime $optimize", ({ runtime, optimize }) => {
  const folder = folderWith({ "main.ts": REFERRING });
  const { stdout, stderr } = pollen(["run", join(folder, "main.ts"), "--runtime", `${runtime}`, `${optimize}`]);
  expect(stderr).toBe("");
  expect(stdout.split("\n")).toEqual([
    "2345abcd",
    "33 4f",
    "ada,bob,cid2 twothree 10",
    "first100 1001 10",
    "second,leaf 1,leaf 2,leaf 3,made",
    "RangeError: too short: x",
    "",
  ]);
});

test("texts of code that is removed are left out", async () => {
  const source = `
    import { sleep } from "as-pollen";
    let limit = 3;
    function check(n: i32): void { if (n > limit) throw new Error("a text that nobody sees"); }
    function isLarge(n: i32): bool { return sizeof<usize>() > 8 && n > 5; }
    export async function main(): Promise<void> {
      await sleep(0);
      if (isLarge(7)) console.log("removed: large");
      else console.log("kept: small");
      if (false) check(9);
    }`;
  const folder = folderWith({ "main.ts": source });
  for (const { runtime = "minimal", optimize = "-Oz" } of levels) {
    const { wasm } = await build({ entry: join(folder, "main.ts"), runtime, optimize });
    const module = Buffer.from(wasm);
    const holds = (text: string) => module.includes(Buffer.from(text, "utf16le"));
    expect([holds("kept: small"), holds("removed: large"), holds("nobody sees")]).toEqual([true, false, false]);
  }
});
