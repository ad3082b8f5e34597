// Our WASI host in one run beside others, in two tables (`npm run bench:hosts`):
//
//   1. Calls in a second of processor time, beside node:wasi. The guest makes the same call again and again.
//   2. A server on sockets, suspended by JSPI and blocked in a worker: round trips and bytes a second.
//
// Rounds of all that is compared alternate, and the best one counts: what else the machine does hits them alike.

import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WASI as NodeWASI } from "node:wasi";
import binaryen from "assemblyscript/binaryen";
import { WASI } from "../../dist/hosts/node/wasi.js";
import { measureSockets } from "./sockets.mjs";

const ROUNDS = 15;
const CALLS = 20_000;
const KIB = 1024;
/** After so many calls a file is read or written from its beginning again. */
const REWIND = 64;

const memory = { iovec: 0, result: 16, subscription: 32, event: 96, path: 128, buffer: KIB };

const read = (fd) => `(call $read ${fd} (i32.const ${memory.iovec}) (i32.const 1) (i32.const ${memory.result}))`;
const write = (fd) => `(call $write ${fd} (i32.const ${memory.iovec}) (i32.const 1) (i32.const ${memory.result}))`;
const FILE = "(local.get $file)";

/** Each case: the call, how many bytes it moves, and how often it is made in a round. */
const cases = {
  "`fd_write`, 16 bytes to /dev/null": { call: write("(i32.const 1)"), bytes: 16 },
  "`fd_write`, 64 KiB to /dev/null": { call: write("(i32.const 1)"), bytes: 64 * KIB },
  "`fd_read`, 16 bytes of /dev/zero": { call: read("(i32.const 0)"), bytes: 16 },
  "`fd_read`, 64 KiB of /dev/zero": { call: read("(i32.const 0)"), bytes: 64 * KIB },
  "`fd_write`, 16 bytes to a file": { call: write(FILE), bytes: 16, rewinds: true },
  "`fd_write`, 4 KiB to a file": { call: write(FILE), bytes: 4 * KIB, rewinds: true },
  "`fd_write`, 64 KiB to a file": { call: write(FILE), bytes: 64 * KIB, rewinds: true },
  "`fd_read`, 16 bytes of a file": { call: read(FILE), bytes: 16, rewinds: true },
  "`fd_read`, 4 KiB of a file": { call: read(FILE), bytes: 4 * KIB, rewinds: true },
  "`fd_read`, 64 KiB of a file": { call: read(FILE), bytes: 64 * KIB, rewinds: true },
  "`poll_oneoff`, a clock that is due": {
    call: `(call $poll (i32.const ${memory.subscription}) (i32.const ${memory.event}) (i32.const 1) (i32.const ${memory.result}))`,
    bytes: 0,
    calls: 1_000,
  },
};

function moduleOf({ call, bytes, rewinds, calls }) {
  const rewind = `(if (i32.eqz (i32.rem_u (local.get $i) (i32.const ${REWIND})))
    (then (drop (call $seek (local.get $file) (i64.const 0) (i32.const 0) (i32.const ${memory.result})))))`;
  const text = `(module
    (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
    (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
    (import "wasi_snapshot_preview1" "fd_seek" (func $seek (param i32 i64 i32 i32) (result i32)))
    (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll (param i32 i32 i32 i32) (result i32)))
    (import "wasi_snapshot_preview1" "path_open"
      (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
    (memory (export "memory") 4)
    (data (i32.const ${memory.path}) "file")
    (func (export "_start") (local $i i32) (local $file i32)
      (if (call $open (i32.const 3) (i32.const 0) (i32.const ${memory.path}) (i32.const 4) (i32.const 0)
          (i64.const 102) (i64.const 102) (i32.const 0) (i32.const ${memory.result})) (then (unreachable)))
      (local.set $file (i32.load (i32.const ${memory.result})))
      (i32.store (i32.const ${memory.iovec}) (i32.const ${memory.buffer}))
      (i32.store (i32.const ${memory.iovec + 4}) (i32.const ${bytes}))
      (i32.store (i32.const ${memory.subscription + 16}) (i32.const 1))
      (loop $again
        ${rewinds ? rewind : ""}
        (if (i32.ne ${call} (i32.const 0)) (then (unreachable)))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br_if $again (i32.lt_u (local.get $i) (i32.const ${calls}))))))`;
  return new WebAssembly.Module(binaryen.parseText(text).emitBinary());
}

/** Calls in a second of processor time, in one round. */
function measure(Class, module, calls, options) {
  const wasi = new Class({ version: "preview1", ...options });
  const instance = new WebAssembly.Instance(module, wasi.getImportObject());
  const before = process.cpuUsage();
  wasi.start(instance);
  const { user, system } = process.cpuUsage(before);
  return (calls * 1e6) / (user + system);
}

const folder = mkdtempSync(join(tmpdir(), "bench-hosts-"));
writeFileSync(join(folder, "file"), Buffer.alloc(REWIND * 64 * KIB));
const stdin = openSync("/dev/zero", "r");
const stdout = openSync("/dev/null", "w");
const shown = (rate) => Math.round(rate).toLocaleString("en");
try {
  console.log(`Node ${process.versions.node}; calls in a second of processor time\n`);
  console.log("| call | as-pollen/wasi | node:wasi | ratio |\n|---|---|---|---|");
  for (const [name, entry] of Object.entries(cases)) {
    const { calls = CALLS } = entry;
    const module = moduleOf({ ...entry, calls });
    const options = { stdin, stdout, preopens: { "/": folder } };
    let [ours, theirs] = [0, 0];
    for (let round = 0; round < ROUNDS; round++) {
      ours = Math.max(ours, measure(WASI, module, calls, options));
      theirs = Math.max(theirs, measure(NodeWASI, module, calls, options));
    }
    console.log(`| ${name} | ${shown(ours)} | ${shown(theirs)} | ${(ours / theirs).toFixed(2)} |`);
  }
  console.log("\n| waiting | round trips a second, 1 connection | 10 connections | MB a second each way, 10 connections |\n|---|---|---|---|");
  for (const { waiting, single, many, megabytes } of await measureSockets()) {
    console.log(`| \`${waiting}\` | ${shown(single)} | ${shown(many)} | ${shown(megabytes)} |`);
  }
} finally {
  closeSync(stdin);
  closeSync(stdout);
  rmSync(folder, { recursive: true });
}
