// Isolates on Node, in each way in which a guest can wait; and the hosts that have no threads.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { spawned, start, waysToWait } from "../hosts/guests.js";
import { compiled } from "../setup/guests.js";
import { findHost, requireHost } from "../setup/hosts.js";
import { outcomes, refusal } from "./outcomes.js";

let module = "";
let data = "";

beforeAll(async () => {
  module = await compiled("isolate", "isolates");
  data = mkdtempSync(join(tmpdir(), "pollen-test-"));
  await copyFile(await compiled("isolate", "loaded"), join(data, "loaded.wasm"));
  writeFileSync(join(data, "text.txt"), "this is text");
}, 120_000);
afterAll(() => rmSync(data, { recursive: true, force: true }));

describe.each(waysToWait())("$name", ({ host, waiting }) => {
  const run = (...args: string[]) =>
    start(host, module, { args, waiting, preopens: [{ host: data, guest: "/data" }] }).end();

  test("messages, crashes, ends, limits, isolates of isolates", async () => {
    const expected = outcomes(`error POLLEN_E_TRAP: wasm trap in ${module}: unreachable`);
    const { code, stdout, stderr } = await run(...Object.keys(expected));
    expect(stderr).toBe("");
    expect(stdout.trimEnd().split("\n")).toEqual(Object.values(expected).flat());
    expect(code).toBe(0);
  });

  test("a failure that nobody looks at ends the program", async () => {
    const { code, stderr } = await run("unnoticed");
    expect(stderr).toContain(
      'Unhandled rejection in task "isolate": IsolateError: the isolate has failed: RangeError: boom',
    );
    expect(stderr).toMatch(/ at throwing \(wasi-fixtures\/isolate\/isolates\.ts:\d+:\d+\)/);
    expect(code).toBe(1);
  });

  test("the end of the program is that of its isolates", async () => {
    const { code, stdout, stderr } = await run("left");
    expect(stdout).toBe("started\n");
    expect(stderr).toContain('Task still pending at exit: "isolate"');
    expect(code).toBe(0);
  });

  test("lines of several isolates are whole", async () => {
    const { stdout } = await run("lines");
    const counted = new Map<string, number>();
    for (const line of stdout.trimEnd().split("\n")) counted.set(line, 1 + (counted.get(line) ?? 0));
    const expected = ["a", "b", "c"].flatMap((name) => [
      [name.repeat(51), 200] as const,
      [`${name} without an end`, 1] as const,
    ]);
    expect(Object.fromEntries(counted)).toEqual(Object.fromEntries(expected));
  });

  test("other modules", async () => {
    const { stdout, stderr } = await run("loads");
    expect(stdout.trimEnd().split("\n")).toEqual([
      "from outside 1,2",
      "IsolateError 1: the isolate has ended with exit code 1 (POLLEN_E_ISOLATE)",
      "IsolateError 1: the isolate has failed: the loaded module is not WebAssembly: it does not begin with the bytes " +
        '00 61 73 6d ("\\0asm") (POLLEN_E_ISOLATE)',
      "IsolateError 0: there is no parent: this is no isolate that was loaded, or its port was taken before " +
        "(POLLEN_E_ISOLATE)",
    ]);
    expect(stderr).toContain("Uncaught IsolateError: a message is not of the type that is received");
  });
});

test.each(["incremental", "minimal", "stub"] as const)("%s, collecting at each suspension", async (runtime) => {
  const file = await compiled("isolate", "isolates", { runtime, collect: true, counted: true, optimize: "-O0" });
  const names = ["values", "sizes", "together", "nested"];
  const expected = outcomes("");
  const { code, stdout, stderr } = await start("node", file, { args: names }).end();
  expect(stderr).toBe("");
  expect(stdout.trimEnd().split("\n")).toEqual(names.flatMap((name) => expected[name] ?? []));
  expect(code).toBe(0);
});

const foreign = ["wasmtime", "wasmer", "wazero"] as const;
test.each(foreign.filter(requireHost))("%s says that it has no threads", async (host) => {
  const { code, stdout } = await spawned(findHost(host) as string, ["run", module, "refused"]).end();
  expect({ code, stdout }).toEqual({ code: 0, stdout: refusal });
});
