import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { fixture, hostsHere, javaScriptHosts, moduleOf, start, startShell } from "./guests.js";

const TRAP = 134;

const trapping = moduleOf(`(module (memory (export "memory") 1)
  (func $inner unreachable) (func $outer call $inner) (func (export "_start") call $outer))`);
const endless = moduleOf(`(module (memory (export "memory") 1)
  (func $again call $again call $again) (func (export "_start") call $again))`);
const beyond = moduleOf(`(module (memory (export "memory") 1)
  (func $reads (drop (i32.load (i32.const -4)))) (func (export "_start") call $reads))`);

describe.each(hostsHere())("on %s", (host) => {
  test.each([0, 1, 42, 125])("proc_exit %i is the exit code", async (code) => {
    const guest = start(host, await fixture("probe"), { args: [`proc_exit ${code}`, "sched_yield"] });
    expect(await guest.end()).toEqual({ code, signal: null, stdout: "", stderr: "" });
  });

  test("a trap is told from an exit, with the functions that led to it", async () => {
    const { code, stdout, stderr } = await start(host, trapping).end();
    expect(code).toBe(host === "wasmer" ? 1 : TRAP);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/unreachable/);
    if (host !== "wasmtime") expect(stderr).toMatch(/inner[\s\S]*outer/);
  });
});

describe.each(javaScriptHosts())("on %s", (host) => {
  test("a trap keeps its exit code when nobody can read its message", async () => {
    const script = "exec 3>&1; yes | ($GUEST 2>&1 >/dev/null; echo $? >&3) | true"; // true has ended before the trap
    expect((await startShell(script, host, trapping).end()).stdout).toBe(`${TRAP}\n`);
  });

  test("the message of a trap names the file and the reason", async () => {
    const { stderr } = await start(host, trapping).end();
    const [message, ...stack] = stderr.trimEnd().split("\n");
    expect(message).toMatch(/^error POLLEN_E_TRAP: wasm trap in \S+: unreachable$/);
    expect(message).toContain(basename(trapping));
    expect(stack[0]).toMatch(/^ {4}at inner \(wasm-function\[0\]:0x[0-9a-f]+\)$/);
    expect(stack[1]).toMatch(/^ {4}at outer /);
  });

  test.each([
    ["an exhausted stack", endless, "call stack exhausted", "again"],
    ["an access outside of memory", beyond, "memory access out of bounds", "reads"],
  ])("%s is a trap", async (_, file, reason, name) => {
    const { code, stderr } = await start(host, file).end();
    expect(code).toBe(TRAP);
    expect(stderr).toContain(reason);
    expect(stderr).toContain(`at ${name} `);
  });
});
