// The same calls give the same bytes in memory, on whatever engine: V8 called from JavaScript, and the command lines of V8,
// wasmtime, wasmer and wazero, where a driver written by hand makes the calls and writes all of memory to standard output.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import binaryen from "assemblyscript/binaryen";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Embedder, type HostedExports } from "../setup/embedder.js";
import { compiled } from "../setup/guests.js";
import { requireHost } from "../setup/hosts.js";
import { repository } from "../setup/pollen.js";

interface Pure {
  add(a: number, b: number): number;
}

const folder = mkdtempSync(join(tmpdir(), "pollen-deterministic-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = 1000;
const date = 1_700_000_000_000;
const turns = 400;
/** A host's value is there in the turn after the one that asked for it; at the longest a turn comes 3 ms behind the last. */
const step = (ms: number) => (ms > 3 ? 3 : ms);

/** The driver makes the calls that `drive` makes. */
const driver = `(module
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "guest" "memory" (memory 1))
  (import "guest" "_initialize" (func $initialize))
  (import "guest" "set_seed" (func $set_seed (param i64)))
  (import "guest" "set_time" (func $set_time (param f64 f64)))
  (import "guest" "tick" (func $tick (param f64) (result f64)))
  (import "guest" "create_future" (func $create_future (result i32)))
  (import "guest" "promise_of" (func $promise_of (param i32) (result i32)))
  (import "guest" "resolve_future" (func $resolve_future (param i32 i64) (result i32)))
  (import "guest" "release_future" (func $release_future (param i32) (result i32)))
  (import "guest" "begin_call" (func $begin_call))
  (import "guest" "end_call" (func $end_call (param i32) (result i32)))
  (import "guest" "cancel_future" (func $cancel_future (param i32) (result i32)))
  (import "guest" "add" (func $add (param f64 f64) (result i32)))
  (global $asked (mut i32) (i32.const 0))
  (global $key (mut i32) (i32.const 0))
  (func (export "lookup") (param i32) (result i32)
    (global.set $key (local.get 0))
    (global.set $asked (call $create_future))
    (call $promise_of (global.get $asked)))
  (func (export "_start")
    (local $now f64) (local $ms f64) (local $turn i32) (local $call i32)
    (call $set_seed (i64.const 42))
    (local.set $now (f64.const ${start}))
    (call $set_time (local.get $now) (f64.const ${date}))
    (call $initialize)
    (loop $again
      (local.set $ms (call $tick (local.get $now)))
      (if (global.get $asked) (then
        (drop (call $resolve_future (global.get $asked) (i64.extend_i32_s (i32.mul (global.get $key) (i32.const 10)))))
        (drop (call $release_future (global.get $asked)))
        (global.set $asked (i32.const 0))))
      (if (i32.eqz (i32.rem_u (local.get $turn) (i32.const 5))) (then
        (call $begin_call)
        (local.set $call (call $end_call (call $add (f64.convert_i32_u (local.get $turn)) (f64.const 0.5))))))
      (if (i32.eqz (i32.rem_u (local.get $turn) (i32.const 7))) (then
        (drop (call $cancel_future (local.get $call)))))
      (local.set $now (f64.add (local.get $now) (f64.min (local.get $ms) (f64.const 3))))
      (local.set $turn (i32.add (local.get $turn) (i32.const 1)))
      (br_if $again (i32.lt_u (local.get $turn) (i32.const ${turns}))))
    (i32.store (i32.const 0) (i32.const 0))
    (i32.store (i32.const 4) (i32.shl (memory.size) (i32.const 16)))
    (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))`;

/** What the driver does, from JavaScript. */
function drive(module: WebAssembly.Module): Embedder<Pure> {
  let asked = 0;
  let asking = 0;
  const lookup = (key: number) => {
    asking = key;
    asked = own.create_future();
    return own.promise_of(asked);
  };
  let own: HostedExports;
  const guest = new Embedder<Pure>(module, { host: { lookup } }, (exports) => {
    own = exports;
    exports.set_seed(42n);
    exports.set_time(start, date);
  });
  const { exports } = guest;
  let now = start;
  let call = 0;
  for (let turn = 0; turn < turns; turn++) {
    const ms = exports.tick(now);
    if (asked) {
      exports.resolve_future(asked, BigInt(asking * 10));
      exports.release_future(asked);
      asked = 0;
    }
    if (turn % 5 === 0) {
      exports.begin_call();
      call = exports.end_call(exports.add(turn, 0.5));
    }
    if (turn % 7 === 0) exports.cancel_future(call);
    now += step(ms);
  }
  return guest;
}

let module: WebAssembly.Module;
const driven = join(folder, "driven.wasm");

beforeAll(async () => {
  const guest = await compiled("hosted", "pure", { target: "hosted" });
  module = new WebAssembly.Module(readFileSync(guest));
  const text = binaryen.parseText(driver);
  writeFileSync(join(folder, "driver.wasm"), text.emitBinary());
  text.dispose();
  const compiler = createRequire(import.meta.url).resolve("assemblyscript/package.json");
  const merge = join(dirname(createRequire(compiler).resolve("binaryen/package.json")), "bin/wasm-merge");
  const modules = [guest, "guest", join(folder, "driver.wasm"), "host", "-o", driven];
  execFileSync(process.execPath, [merge, ...modules, "--all-features"]);
});

/** All of memory, without the lowest 16 bytes, which the driver uses. */
const withoutLowest = (bytes: Buffer) => bytes.subarray(16);

test("it does something", () => {
  const guest = drive(module);
  expect(guest.exports.exit_code()).toBe(3);
  const lines = guest.lines();
  expect(lines).toHaveLength(40);
  expect(new Set(lines.map((line) => line[0]))).toEqual(new Set(["0", "1", "2"]));
});

const cli = join(repository, "dist/cli/main.js");
const hosts: [name: string, command: string[] | undefined][] = [
  ["V8, by Pollen's own host", [process.execPath, cli, "run"]],
  ...(["wasmtime", "wasmer", "wazero"] as const).map((name): [string, string[] | undefined] => {
    const program = requireHost(name);
    return [name, program === undefined ? undefined : [program, "run"]];
  }),
];

for (const [name, command] of hosts) {
  test.runIf(command)(`${name}: the same bytes in memory`, () => {
    const [program, ...args] = command as [string, ...string[]];
    const written = execFileSync(program, [...args, driven], { maxBuffer: 1 << 26 });
    const own = Buffer.from(drive(module).exports.memory.buffer);
    expect(written.length).toBe(own.length);
    expect(withoutLowest(written).equals(withoutLowest(own))).toBe(true);
  });
}
