// The same calls on our host, on the disk and in memory, and on wasmtime, wasmer and wazero: the same answers, and the same
// files afterwards, but for the lists of differences.

import { describe, expect, test } from "vitest";
import { requireHost } from "../../setup/hosts.js";
import { compare, differencesOf, isLeftOut } from "./differences.js";
import { errnoTable, pairOf } from "./errnos.js";
import { apart, groups } from "./groups.js";
import { type Outcome, outcome } from "./hosts.js";

const names = Object.keys(groups);

/** Our own answers, and the world that we leave. */
const known = new Map<string, Promise<Outcome>>();
function ours(calls: readonly string[]): Promise<Outcome> {
  const key = calls.join("\n");
  const found = known.get(key) ?? outcome("disk", calls);
  known.set(key, found);
  return found;
}

test.each(names)("in memory as on the disk: %s", async (name) => {
  const calls = groups[name] ?? [];
  const [onDisk, inMemory] = [await ours(calls), await outcome("memory", calls)];
  expect(inMemory.answers).toEqual(onDisk.answers);
  expect(inMemory.world).toEqual(onDisk.world);
});

describe.each(["wasmtime", "wasmer", "wazero"] as const)("%s", (host) => {
  describe.runIf(requireHost(host))("answers as ours, but for its list", () => {
    const listed = differencesOf(host).map(({ line }) => line);
    const pairs = new Set<string>();

    test.each(names)("%s", async (name) => {
      const calls = (groups[name] ?? []).filter((call) => !isLeftOut(host, call));
      const [mine, theirs] = [await ours(calls), await outcome(host, calls, apart.has(name))];
      for (const answer of theirs.answers) pairs.add(pairOf(answer) ?? "");
      const different = compare(host, name, calls, mine.answers, theirs.answers);
      expect(different.sort()).toEqual(listed.filter((line) => line.startsWith(`${name} | `)).sort());
      if (host === "wasmtime" && different.length === 0) expect(theirs.world).toEqual(mine.world);
    });

    test("every line of the list belongs to a group", () => {
      expect(listed.filter((line) => !names.includes(line.split(" | ")[0] ?? ""))).toEqual([]);
    });

    test.runIf(host === "wasmtime")("every errno that it gives is in the table of errnos", () => {
      const table = new Set(errnoTable().map((row) => `${row.function} ${row.errno}`));
      expect([...pairs].filter((pair) => pair !== "" && !table.has(pair))).toEqual([]);
    });
  });
});
