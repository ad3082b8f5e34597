// Calls a second of our WASI host beside node:wasi, in one process: `npm run bench:hosts`.
// The guest makes the same call again and again; a round is discarded to warm up, the median of the others counts.

import { closeSync, openSync } from "node:fs";
import { WASI as NodeWASI } from "node:wasi";
import binaryen from "assemblyscript/binaryen";
import { WASI } from "../dist/hosts/node/wasi.js";

const ROUNDS = 5;
const CALLS = 20_000;

/** Each case: the body of the loop, and how many bytes a call moves. Memory: 0 iovec, 16 result, 32 subscription, 96 event. */
const cases = {
  "fd_write, 16 bytes": { call: "(call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 16))", bytes: 16 },
  "fd_write, 64 KiB": { call: "(call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 16))", bytes: 65536 },
  "fd_read, 16 bytes": { call: "(call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 16))", bytes: 16 },
  "fd_read, 64 KiB": { call: "(call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 16))", bytes: 65536 },
  "poll_oneoff, a clock that is due": {
    call: "(call $poll (i32.const 32) (i32.const 96) (i32.const 1) (i32.const 16))",
    bytes: 0,
  },
};

function moduleOf({ call, bytes }) {
  const text = `(module
    (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
    (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
    (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll (param i32 i32 i32 i32) (result i32)))
    (memory (export "memory") 4)
    (func (export "_start") (local $i i32)
      (i32.store (i32.const 0) (i32.const 1024))
      (i32.store (i32.const 4) (i32.const ${bytes}))
      (i32.store (i32.const 48) (i32.const 1))
      (loop $again
        (if (i32.ne ${call} (i32.const 0)) (then (unreachable)))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br_if $again (i32.lt_u (local.get $i) (i32.const ${CALLS}))))))`;
  return new WebAssembly.Module(binaryen.parseText(text).emitBinary());
}

/** Calls a second. */
function measure(Class, module, stdin, stdout) {
  const rates = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const wasi = new Class({ version: "preview1", stdin, stdout });
    const instance = new WebAssembly.Instance(module, wasi.getImportObject());
    const started = process.hrtime.bigint();
    wasi.start(instance);
    if (round > 0) rates.push((CALLS * 1e9) / Number(process.hrtime.bigint() - started));
  }
  return rates.sort((a, b) => a - b)[ROUNDS >> 1];
}

const stdin = openSync("/dev/zero", "r");
const stdout = openSync("/dev/null", "w");
try {
  console.log(`Node ${process.versions.node}; calls a second, /dev/zero to /dev/null\n`);
  console.log("| call | as-pollen/wasi | node:wasi | ratio |\n|---|---|---|---|");
  for (const [name, entry] of Object.entries(cases)) {
    const module = moduleOf(entry);
    const [ours, theirs] = [measure(WASI, module, stdin, stdout), measure(NodeWASI, module, stdin, stdout)];
    const shown = (rate) => Math.round(rate).toLocaleString("en");
    console.log(`| ${name} | ${shown(ours)} | ${shown(theirs)} | ${(ours / theirs).toFixed(2)} |`);
  }
} finally {
  closeSync(stdin);
  closeSync(stdout);
}
