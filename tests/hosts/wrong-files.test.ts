import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith } from "../setup/pollen.js";
import { fixture, type GuestOptions, hostsHere, javaScriptHosts, moduleOf, start, type TestHost } from "./guests.js";

const magic = [0x00, 0x61, 0x73, 0x6d];

function fileOf(bytes: Iterable<number>): string {
  const file = join(folderWith({}), "file.wasm");
  writeFileSync(file, Uint8Array.from(bytes));
  return file;
}

async function refused(host: TestHost, file: string, options: GuestOptions = {}): Promise<string> {
  const { code, stdout, stderr } = await start(host, file, options).end();
  expect(code).toBe(1);
  expect(stdout).toBe("");
  return stderr;
}

describe.each(hostsHere())("on %s", (host) => {
  const refuses = (file: string, options?: GuestOptions) => refused(host, file, options);

  test("a missing file", async () => {
    expect(await refuses(join(folderWith({}), "none.wasm"))).toMatch(/^POLLEN_E_NO_FILE: .*none\.wasm/);
  });

  test("a file that is not WebAssembly", async () => {
    expect(await refuses(fileOf(Buffer.from("#!/bin/sh\necho hello\n")))).toMatch(/^POLLEN_E_NOT_WASM: /);
    expect(await refuses(fileOf([]))).toMatch(/^POLLEN_E_NOT_WASM: /);
    expect(await refuses(fileOf(magic))).toMatch(/^POLLEN_E_NOT_WASM: /);
  });

  test("a version of WebAssembly from the future", async () => {
    expect(await refuses(fileOf([...magic, 9, 0, 0, 0]))).toMatch(/^POLLEN_E_INVALID_WASM: /);
  });

  test("a directory that is not there, or is none", async () => {
    const file = await fixture("probe");
    const folder = folderWith({ file: "" });
    for (const name of ["none", "file"]) {
      const preopens = [{ host: join(folder, name), guest: "/data" }];
      expect(await refuses(file, { preopens })).toMatch(/^POLLEN_E_PREOPEN: .*as \/data/);
    }
  });

  test("a zero byte in an argument", async () => {
    expect(await refuses(await fixture("probe"), { args: ["a\0b"] })).toMatch(/^POLLEN_E_ARGUMENT: /);
  });
});

describe.each(javaScriptHosts())("on %s", (host) => {
  test("a damaged module", async () => {
    expect(await refused(host, fileOf([...magic, 1, 0, 0, 0, 99, 99]))).toMatch(/^POLLEN_E_INVALID_WASM: /);
  });

  test("a component", async () => {
    const message = await refused(host, fileOf([...magic, 0x0d, 0, 1, 0]));
    expect(message).toMatch(/^POLLEN_E_WASI_VERSION: .*is a component/);
  });

  test.each([
    ["wasi:cli/run@0.2.0", "run", "POLLEN_E_WASI_VERSION"],
    ["wasi_snapshot_preview1", "sock_open", "POLLEN_E_WASI_VERSION"],
    ["wasix_32v1", "sock_open", "POLLEN_E_WASI_VERSION"],
    ["wasi_unstable", "fd_wrote", "POLLEN_E_WASI_VERSION"],
    ["env", "abort", "POLLEN_E_IMPORT"],
    ["console", "log", "POLLEN_E_IMPORT"],
  ])("a module that imports %s.%s", async (from, name, code) => {
    const file = moduleOf(`(module (import "${from}" "${name}" (func)) (memory (export "memory") 1)
      (func (export "_start")))`);
    expect(await refused(host, file)).toMatch(new RegExp(`^${code}: .*imports ${from}\\.${name}`));
  });

  test("a library", async () => {
    const noStart = moduleOf(`(module (memory (export "memory") 1) (func (export "add")))`);
    expect(await refused(host, noStart)).toMatch(/^POLLEN_E_NOT_COMMAND: .*no function named _start/);
    const reactor = moduleOf(`(module (memory (export "memory") 1) (func (export "_initialize")))`);
    expect(await refused(host, reactor)).toMatch(/^POLLEN_E_NOT_COMMAND: .*it is a reactor/);
    const noMemory = moduleOf(`(module (import "wasi_snapshot_preview1" "sched_yield" (func (result i32)))
      (func (export "_start")))`);
    expect(await refused(host, noMemory)).toMatch(/^POLLEN_E_NOT_COMMAND: .*no memory named memory/);
  });

  test("a program that imports nothing is fine", async () => {
    const file = moduleOf(`(module (memory (export "memory") 1) (func (export "_start")))`);
    expect((await start(host, file).end()).code).toBe(0);
  });
});
