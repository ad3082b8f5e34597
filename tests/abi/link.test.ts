// What cannot be linked, and what linking leaves as it was.

import binaryen from "assemblyscript/binaryen";
import { expect, test } from "vitest";
import { LinkError, link } from "../../src/compiler/link.js";
import { dataRanges, importedPages, memoryPages, withPages } from "../../src/compiler/wasm-sections.js";
import { folderWith, pollen } from "../setup/pollen.js";

function assemble(text: string): Uint8Array<ArrayBuffer> {
  const module = binaryen.parseText(text);
  module.setFeatures(binaryen.Features.All);
  const bytes = new Uint8Array(module.emitBinary());
  module.dispose();
  return bytes;
}

const call = '(func (export "pollen_call") (param i32 i32 i32) (result i32) (i32.const 2))';
const memory = '(memory (export "memory") 1)';
const runtime = `(module
  (import "env" "memory" (memory 3))
  (import "env" "pollen_call" (func $call (param i32 i32 i32) (result i32)))
  (data (i32.const 131072) "runtime")
  (global $calls (mut i32) (i32.const 40))
  (func (export "pollen_start") (global.set $calls (i32.add (global.get $calls) (i32.const 1))))
  (func (export "spawn") (param i32 i32 i32) (result i32)
    (i32.add (global.get $calls) (call $call (local.get 2) (local.get 1) (i32.const 0)))))`;

async function refused(module: string, other: string): Promise<string> {
  const error = await link({ module: assemble(module), runtime: assemble(other) }).catch((error) => error);
  expect(error).toBeInstanceOf(LinkError);
  expect(error.code).toBe("POLLEN_E_LINK");
  expect(error.remedy).not.toBe("");
  return error.message;
}

test("the runtime starts first, then what the module starts with, and calls go both ways", async () => {
  const module = assemble(`(module
    (import "pollen" "spawn" (func $spawn (param i32 i32 i32) (result i32)))
    ${memory} ${call}
    (data (i32.const 16) "module")
    (global $started (mut i32) (i32.const 0))
    (func $start (global.set $started (call $spawn (i32.const 1) (i32.const 2) (i32.const 3))))
    (start $start)
    (func (export "result") (result i32) (global.get $started)))`);
  const linked = new WebAssembly.Module(await link({ module, runtime: assemble(runtime) }));
  expect(WebAssembly.Module.exports(linked).map(({ name }) => name)).toEqual(["memory", "pollen_call", "result"]);
  const { exports } = new WebAssembly.Instance(linked);
  expect((exports.result as () => number)()).toBe(43);
  const bytes = (exports.memory as WebAssembly.Memory).buffer;
  expect(bytes.byteLength).toBe(3 * 65536);
  expect(Buffer.from(bytes, 16, 6).toString() + Buffer.from(bytes, 131072, 7).toString()).toBe("moduleruntime");
});

test("modules that do not fit", async () => {
  expect(await refused(`(module ${memory})`, runtime)).toBe("the module exports no pollen_call");
  expect(await refused("(module)", runtime)).toBe("the module exports no memory and no pollen_call");
  const imported = `(module (import "env" "memory" (memory 1)) (export "memory" (memory 0)) ${call})`;
  expect(await refused(imported, runtime)).toBe("the module does not define its memory");
  const module = (name: string) =>
    `(module (import "pollen" "${name}" (func $f)) ${memory} ${call} (func (export "run") (call $f)))`;
  expect(await refused(module("fork"), runtime)).toBe("the runtime has no pollen.fork");
  expect(await refused(module("spawn"), runtime)).toMatch(/^the modules do not fit: .*spawn/);
  const low = runtime.replace("131072", "1024");
  expect(await refused(`(module ${memory} ${call})`, low)).toBe(
    "data of the runtime lies at 1024, within the first 65536 bytes, which are the module's",
  );
});

test("files that the command line cannot link", () => {
  const folder = folderWith({ "x.wasm": "no module" });
  expect(pollen(["link", "x.wasm"], { cwd: folder })).toMatchObject({
    code: 1,
    stderr: /^error POLLEN_E_INVALID_WASM/,
  });
  expect(pollen(["link", "y.wasm"], { cwd: folder })).toMatchObject({ code: 1, stderr: /^error POLLEN_E_NO_FILE/ });
});

test("sections are read, whatever stands around them", () => {
  const module = assemble(`(module
    (import "a" "global" (global i32))
    (import "a" "table" (table 1 2 funcref))
    (import "a" "function" (func (param i32)))
    (import "a" "memory" (memory 300 400))
    (data (i32.const 8) "x")
    (data $passive "abc")
    (data (global.get 0) "y")
    (data (i32.const 70000) "0123456789"))`);
  expect(importedPages(module)).toBe(300);
  expect(memoryPages(module)).toBeUndefined();
  expect(dataRanges(module)).toEqual([
    { start: 8, end: 9 },
    { start: 70000, end: 70010 },
  ]);
  const own = assemble('(module (memory (export "memory") 1 1000) (data (i32.const 8) "x"))');
  const grown = withPages(own, 200);
  expect([memoryPages(own), memoryPages(grown)]).toEqual([1, 200]);
  expect(WebAssembly.validate(grown)).toBe(true);
  expect(importedPages(assemble("(module)"))).toBe(0);
});
