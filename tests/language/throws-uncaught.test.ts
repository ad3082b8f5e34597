// Errors that nothing handles end the program: a message on stderr, and exit code 1, as in Node.

import { expect, test } from "vitest";
import { onNode } from "../setup/programs.js";
import { buildModule } from "./throws-modules.js";

const program = (body: string): string => `import "./prelude";
import { sleep } from "as-pollen";

class Coded extends Error {
  constructor(public code: i32, message: string) { super(message); this.name = "Coded"; }
}
function risky(x: i32): i32 {
  if (x > 1) throw new Coded(x, "too many");
  if (x > 0) throw new RangeError("one");
  return x;
}
async function later(x: i32): Promise<i32> {
  await sleep(1);
  return risky(x);
}
${body}
`;

async function run(body: string): Promise<{ stdout: string; failure: string }> {
  return onNode(await buildModule(program(body), { prints: true }))(0);
}

test("in a callback of setTimeout", async () => {
  const body = `export async function main(): Promise<void> {
  setTimeout(() => { risky(1); }, 1);
  await sleep(5);
  print("not reached");
}`;
  const { stdout, failure } = await run(body);
  expect(stdout).toContain("Uncaught RangeError: one\n    at risky (main.ts:9:14)");
  expect(stdout).not.toContain("not reached");
  expect(failure).toBe("exit 1");
});

test("in a job of queueMicrotask", async () => {
  const { stdout, failure } = await run(`export async function main(): Promise<void> {
  queueMicrotask(() => { risky(2); });
  await sleep(5);
}`);
  expect(stdout).toContain("Uncaught Coded: too many\n    at risky (main.ts:8:14)");
  expect(failure).toBe("exit 1");
});

test("in an async function: the stack names the awaits that it passed", async () => {
  const { stdout, failure } = await run(`async function middle(): Promise<i32> {
  try { return await later(1); } finally { await sleep(1); }
}
export async function main(): Promise<void> {
  await middle();
}`);
  expect(stdout).toBe(
    "Uncaught RangeError: one\n" +
      "    at risky (main.ts:9:14)\n" +
      "    at async middle (main.ts:17:16)\n" +
      "    at async main (main.ts:20:3)\n",
  );
  expect(failure).toBe("exit 1");
});

test("in a debug build the stack names the calls, too", async () => {
  const body = `class Reader {
  read(x: i32): i32 { return risky(x) + 1; }
}
function each(f: (x: i32) => i32): i32 { return f(1); }
async function middle(): Promise<i32> {
  await sleep(1);
  try {
    return each((x) => new Reader().read(x));
  } catch (e) {
    throw e;
  }
}
export async function main(): Promise<void> {
  await middle();
}`;
  const { stdout } = onNode(await buildModule(program(body), { prints: true, debug: true }))(0);
  expect(stdout).toBe(
    "Uncaught RangeError: one\n" +
      "    at risky (main.ts:9:14)\n" +
      "    at Reader.read (main.ts:17:30)\n" +
      "    at middle.(anonymous) (main.ts:23:24)\n" +
      "    at each (main.ts:19:49)\n" +
      "    at middle (main.ts:23:12)\n" +
      "    at async main (main.ts:29:3)\n",
  );
});

test("in a promise that nobody awaits", async () => {
  const { stdout, failure } = await run(`export async function main(): Promise<void> {
  later(2);
  await sleep(9);
}`);
  expect(stdout).toContain("Coded: too many\n    at risky (main.ts:8:14)");
  expect(failure).toBe("exit 1");
});

test("before main, as AssemblyScript says it", async () => {
  const { stdout, failure } = await run(`risky(1);
export async function main(): Promise<void> {}`);
  expect(stdout).toBe("abort: one at main.ts:9\n");
  expect(failure).toBe("exit 134");
});
