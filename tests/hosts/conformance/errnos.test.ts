// Every errno of every function is reached by a call of the suite, and every place in the host where a call can fail.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { type Errno, PREVIEW1_FUNCTIONS } from "../../../src/hosts/wasi/abi.js";
import { repository } from "../../setup/pollen.js";
import { short } from "./differences.js";
import { errnoTable, pairOf, reachable } from "./errnos.js";
import { groups } from "./groups.js";
import { inProcess, outcome } from "./hosts.js";
import { ownGroups } from "./own-groups.js";

/** `file:line ERRNO` of each call of `fail` that was made. */
const failed = vi.hoisted(() => new Set<string>());
vi.mock("../../../src/hosts/wasi/errno.js", async (importOriginal) => {
  const original = await importOriginal<typeof import("../../../src/hosts/wasi/errno.js")>();
  const fail = (errno: keyof typeof Errno) => {
    const [, place] = /\/src\/hosts\/([^:]+:\d+)/.exec(new Error().stack?.split("\n")[2] ?? "") ?? [];
    failed.add(`${place} ${errno}`);
    original.fail(errno);
  };
  return { ...original, fail };
});

/** `group | call | function errno` of every call of the suite on our host. */
let answered: Set<string> | undefined;
async function allAnswers(): Promise<Set<string>> {
  if (answered) return answered;
  const found = new Set<string>();
  const note = (group: string, calls: readonly string[], answers: readonly string[]) => {
    for (const [i, call] of calls.entries()) found.add(`${group} | ${short(call)} | ${pairOf(answers[i] ?? "")}`);
  };
  for (const [name, { calls, options }] of Object.entries(ownGroups)) {
    note(name, calls, await inProcess(calls, options()));
  }
  for (const [name, calls] of Object.entries(groups)) {
    for (const host of ["disk", "memory"] as const) note(name, calls, (await outcome(host, calls)).answers);
  }
  answered = found;
  return found;
}

test("the table has every function", () => {
  const functions = new Set(errnoTable().map((row) => row.function));
  expect(PREVIEW1_FUNCTIONS.filter((name) => !functions.has(name))).toEqual(["proc_exit"]);
});

test("every errno of the table is reached by the call that it names", async () => {
  const answered = await allAnswers();
  const rows = errnoTable().filter(({ group }) => group !== undefined);
  const unreached = rows.filter((row) => !answered.has(`${row.group} | ${row.call} | ${row.function} ${row.errno}`));
  expect(unreached).toEqual([]);
});

test("every errno that the suite sees is in the table", async () => {
  const pairs = new Set([...(await allAnswers())].map((line) => line.split(" | ")[2]));
  expect([...pairs].filter((pair) => !reachable().has(`${pair}`))).toEqual([]);
});

/** Where no call of a guest comes. */
const unreachable: Record<string, string> = {
  'wasi/read-only.ts write(): number { fail("ROFS");': "no descriptor to be written is opened, so none is written",
  'wasi/read-only.ts append(): number { fail("ROFS");': "the same",
  'wasi/read-only.ts setSize(): void { fail("ROFS");': "the same",
  'wasi/snapshot.ts if (filestat.nlinkBytes === 4 && stat.nlink > 0xffff_ffffn) fail("OVERFLOW");':
    "no system gives a file so many names",
};

test("every place where a call can fail is reached", async () => {
  await allAnswers();
  const hosts = join(repository, "src/hosts");
  const files = [...readdirSync(join(hosts, "wasi")).map((name) => `wasi/${name}`), "node/disk.ts"];
  const missed: string[] = [];
  for (const file of files.filter((file) => file !== "wasi/errno.ts")) {
    const lines = readFileSync(join(hosts, file), "utf8").split("\n");
    for (const [i, line] of lines.entries()) {
      const [, argument] = /\bfail\(([^()]*(?:\([^()]*\)[^()]*)*)\)/.exec(line.replace(/\/\/.*/, "")) ?? [];
      if (argument === undefined) continue;
      const errnos = [...argument.matchAll(/"([A-Z0-9]+)"/g)].map(([, name]) => name);
      const place = `${file}:${i + 1}`;
      // Where the errno is a parameter, any will do.
      const reached = errnos.length > 0 ? errnos.every((name) => failed.has(`${place} ${name}`)) : anyAt(place);
      const text = line.trim().startsWith("fail(") ? `${lines[i - 1]?.trim()} ${line.trim()}` : line.trim();
      if (!reached) missed.push(`${file} ${text}`);
    }
  }
  expect(missed).toEqual(Object.keys(unreachable));
});

function anyAt(place: string): boolean {
  return [...failed].some((line) => line.startsWith(`${place} `));
}
