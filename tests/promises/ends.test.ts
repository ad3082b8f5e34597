// How a program ends, as its user sees it: exit code, stdout and the whole of stderr.

import { expect, test } from "vitest";
import { pollen, repository } from "../setup/pollen.js";

const folder = "wasi-fixtures/promises/ends";

function run(name: string, ...args: string[]): { code: number | null; stdout: string[]; stderr: string[] } {
  const { code, stdout, stderr } = pollen(["run", `${folder}/${name}.ts`, ...args], { cwd: repository });
  return { code, stdout: stdout.split("\n").slice(0, -1), stderr: stderr.split("\n").slice(0, -1) };
}

test("a rejection that nobody attaches to: message and async stack, exit code 1", () => {
  expect(run("rejected")).toEqual({
    code: 1,
    stdout: [],
    stderr: [
      "Unhandled rejection: Error: empty line",
      `    at Reading.parse (${folder}/rejected.ts:7:21)`,
      `    at async load (${folder}/rejected.ts:13:11)`,
    ],
  });
});

test("the first of several is reported, once the job queue has run dry", () => {
  expect(run("rejected-at-once")).toEqual({
    code: 1,
    stdout: ["main runs on", "and on"],
    stderr: ["Unhandled rejection: RangeError: first"],
  });
});

test("a rejected background task", () => {
  expect(run("rejected-task")).toEqual({
    code: 1,
    stdout: [],
    stderr: ["Unhandled rejection: Error: work failed", `    at work (${folder}/rejected-task.ts:6:3)`],
  });
});

test("a handler in the same drain is in time, one that a timer attaches is late", () => {
  expect(run("handled-late")).toEqual({
    code: 1,
    stdout: ["caught in time"],
    stderr: ["Unhandled rejection: Error: late", `    at failing (${folder}/handled-late.ts:4:54)`],
  });
});

test("main is rejected", () => {
  expect(run("main-rejected")).toEqual({
    code: 1,
    stdout: ["started"],
    stderr: [
      "Uncaught TypeError: no number",
      `    at deep (${folder}/main-rejected.ts:6:3)`,
      `    at async middle (${folder}/main-rejected.ts:8:48)`,
      `    at async main (${folder}/main-rejected.ts:12:10)`,
    ],
  });
});

test("tasks that are pending at the end are named; the exit code is main's", () => {
  expect(run("pending")).toEqual({
    code: 3,
    stdout: [],
    stderr: [
      `Task still pending at exit: Feed.follow (${folder}/pending.ts:7:5)`,
      `Task still pending at exit: listen (${folder}/pending.ts:13:10)`,
    ],
  });
});

test("main waits for what can never come", () => {
  expect(run("never")).toEqual({
    code: 1,
    stdout: [],
    stderr: [
      "Deadlock: main is still waiting, and nothing is left that could wake it",
      `    at main (${folder}/never.ts:10:22)`,
      "A task is waiting",
      `    at waits (${folder}/never.ts:5:41)`,
    ],
  });
});

test("the exit code is what main returns", () => {
  expect(run("exit-code", "a", "b", "c")).toEqual({ code: 3, stdout: [], stderr: [] });
});
