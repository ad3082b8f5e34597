// Errors that AssemblyScript raises itself can be caught; real traps stay traps.

import { expect, test } from "vitest";
import { buildPrograms, onNode, runPrograms } from "../setup/programs.js";

const raised = `
class Box { constructor(public v: i32) {} }
class Small extends Box {}

function readArray(i: i32): i32 { const a: i32[] = [1, 2]; return a[i]; }
function readTyped(i: i32): i32 { return new Uint8Array(2)[i]; }
function readMap(key: string): i32 { return new Map<string, i32>().get(key); }
function readNull(box: Box | null): i32 { return box!.v; }
function cast(box: Box): i32 { return (box as Small).v; }
function negative(n: i32): i32 { return new Array<i32>(n).length; }
function unmet(n: i32): i32 { assert(n > 0, "n is " + n.toString()); return n; }

function whole(x: i64): i64 { if (x > 1) throw new Error("i64"); return x; }
function single(x: f32): f32 { if (x > 1) throw new Error("f32"); return x; }
function double(x: f64): f64 { if (x > 1) throw new Error("f64"); return x; }
function all(x: i32): i32 { return <i32>whole(x) + <i32>single(<f32>x) + <i32>double(x); }

function show(f: () => i32): void {
  try { print(f().toString()); } catch (e) { print((e as Error).toString()); }
}
async function later(): Promise<i32> { return readArray(7); }

export async function main(): Promise<void> {
  show(() => readArray(1));
  show(() => readArray(2));
  show(() => readTyped(2));
  show(() => readMap("none"));
  show(() => readNull(null));
  show(() => cast(new Box(1)));
  show(() => negative(-1));
  show(() => unmet(0));
  show(() => all(1));
  show(() => 1 + <i32>whole(2));
  show(() => 1 + <i32>single(2));
  show(() => 1 + <i32>double(2));
  try { await later(); } catch (e) { print((e as Error).name); }
}
`;

const divides = `
function divide(a: i32, b: i32): i32 { return a / b; }
export async function main(): Promise<void> {
  try { print(divide(1, 0).toString()); } catch (e) { print("caught"); }
}
`;

const expected = [
  "2",
  "RangeError: Index out of range",
  "RangeError: Index out of range",
  "Error: Key does not exist",
  "TypeError: Unexpected 'null' (not assigned or failed cast)",
  "TypeError: invalid downcast",
  "RangeError: Invalid length",
  "Error: n is 0",
  "3",
  "Error: i64",
  "Error: f32",
  "Error: f64",
  "RangeError",
];

test.each([
  { runtime: "incremental", optimize: "-O0", collect: true },
  { runtime: "stub", optimize: "-Oz" },
] as const)("$runtime $optimize", async (variant) => {
  const [lines, divided] = runPrograms(2, onNode(await buildPrograms([raised, divides], variant)));
  expect(lines).toEqual(expected);
  expect(divided).toEqual(["trap: divide by zero"]);
});
