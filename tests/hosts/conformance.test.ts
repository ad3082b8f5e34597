// The same calls on our host, on the disk and in memory, and on wasmtime, wasmer and wazero: the same answers, and the same
// files afterwards, but for the list of differences.

import { describe, expect, test } from "vitest";
import { PREVIEW1_FUNCTIONS } from "../../src/hosts/wasi/abi.js";
import { requireHost } from "../setup/hosts.js";
import { groups } from "./conformance-calls.js";
import { type ConformanceHost, type Outcome, outcome } from "./conformance-hosts.js";
import { differences, leftOut } from "./differences.js";

const names = Object.keys(groups);

/** Our own answers, and the world that we leave. */
const known = new Map<string, Promise<Outcome>>();
function ours(calls: readonly string[]): Promise<Outcome> {
  const key = calls.join("\n");
  const found = known.get(key) ?? outcome("disk", calls);
  known.set(key, found);
  return found;
}

function callsFor(host: ConformanceHost, name: string): string[] {
  const out = leftOut.filter(({ on }) => on === host);
  return (groups[name] ?? []).filter((call) => !out.some(({ calls }) => calls.test(call)));
}

/** Wasmer and wazero number what they open, and tell rights, in ways of their own: both are taken out. */
function comparable(host: ConformanceHost, answer = "nothing"): string {
  if (host !== "wasmer" && host !== "wazero") return answer;
  return answer.replace(/^(path_open 0) .*/, "$1").replace(/^(fd_fdstat_get 0 .{8}).*/, "$1");
}

/** `call => our answer | their answer`, where they differ. */
function compare(host: ConformanceHost, calls: readonly string[], mine: Outcome, theirs: Outcome): string[] {
  return calls.flatMap((call, i) => {
    const [a, b] = [comparable(host, mine.answers[i]), comparable(host, theirs.answers[i])];
    return a === b ? [] : [`${call} => ${a} | ${b}`];
  });
}

test.each(names)("in memory as on the disk: %s", async (name) => {
  const calls = groups[name] ?? [];
  const [onDisk, inMemory] = [await ours(calls), await outcome("memory", calls)];
  expect(compare("memory", calls, onDisk, inMemory)).toEqual([]);
  expect(inMemory.world).toEqual(onDisk.world);
});

describe.each(["wasmtime", "wasmer", "wazero"] as const)("%s", (host) => {
  const used = new Set<RegExp>();
  describe.runIf(requireHost(host))("answers as ours", () => {
    test.each(names)("%s", async (name) => {
      const calls = callsFor(host, name);
      const [mine, theirs] = [await ours(calls), await outcome(host, calls)];
      const different = compare(host, calls, mine, theirs);
      const unknown = different.filter((line) => {
        const listed = differences.find(({ on, differs }) => on === host && differs.test(line));
        if (listed) used.add(listed.differs);
        return !listed;
      });
      expect(unknown).toEqual([]);
      if (host === "wasmtime" && different.length === 0) expect(theirs.world).toEqual(mine.world);
    });

    test("every difference of the list is there", () => {
      const stale = differences.filter(({ on, differs, isRare }) => on === host && !isRare && !used.has(differs));
      expect(stale.map(({ differs, reason }) => `${differs}: ${reason}`)).toEqual([]);
    });
  });
});

test("every function is called", () => {
  const called = new Set(
    Object.values(groups)
      .flat()
      .map((call) => call.split(" ")[0]),
  );
  expect(PREVIEW1_FUNCTIONS.filter((name) => !called.has(name))).toEqual(["proc_exit"]); // exit-codes.test.ts
});
