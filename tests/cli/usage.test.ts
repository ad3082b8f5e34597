import { expect, test } from "vitest";
import { pollen } from "../setup/pollen.js";

test.each([
  { line: "bild main.ts", says: "unknown command 'bild'" },
  { line: "build main.ts --fast", says: "unknown option '--fast'" },
  { line: "build", says: "missing required argument 'entry'" },
  { line: "build main.ts -O9", says: "Levels are 0, 1, 2, 3, s and z." },
  { line: "build main.ts --runtime full", says: "Allowed choices are incremental, minimal, stub." },
  {
    line: "build main.ts --target wasip9",
    says: "Allowed choices are wasip1, wasip1-reactor, hosted, wasix, wasip2, wasip3.",
  },
  { line: "build main.ts --world web", says: "Allowed choices are command, http." },
  { line: "run main.ts --world http", says: "--world http needs --host wasmtime" },
  { line: "run main.ts --host wasmtime --world http one", says: "a program of --world http gets no arguments" },
  { line: "run main.ts --addr 127.0.0.1:0", says: "--addr needs --world http" },
  { line: "run main.ts --host wasmedge", says: "Allowed choices are node, wasmer-js, wasmtime, wasmer." },
  { line: "run main.ts --host wasmtime --strace", says: "--strace needs --host node" },
  { line: "run main.ts --host wasmer --listen 127.0.0.1:0", says: "--listen needs --host node" },
  { line: "run main.ts --dir a::b::c", says: "Write it as HOST::GUEST" },
  { line: "run main.ts --env POLLEN_TEST_NOWHERE", says: "POLLEN_TEST_NOWHERE is not set here" },
  { line: "run main.ts --env =value", says: "Write it as KEY=VALUE." },
])("a line that is not understood ends with 2 and says why: $line", ({ line, says }) => {
  const run = pollen(line.split(" "));
  expect(run.stderr).toContain(says);
  expect(run.stdout).toBe("");
  expect(run.code).toBe(2);
});

test("help lists every command, and is no error", () => {
  const run = pollen(["--help"]);
  for (const command of ["build", "run", "bench", "hosts", "new"])
    expect(run.stdout).toMatch(new RegExp(`^  ${command} `, "m"));
  expect(run.code).toBe(0);
});

test("without a command there is help, and it is an error", () => {
  const run = pollen([]);
  expect(run.stderr).toContain("Usage: pollen");
  expect(run.code).toBe(2);
});
