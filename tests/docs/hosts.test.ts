// What docs/hosts.md shows is so.

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { DEFAULT_LIMITS } from "as-pollen/wasi";
import { expect, test } from "vitest";
import { moduleOf } from "../hosts/guests.js";
import { folderWith, repository } from "../setup/pollen.js";

const text = readFileSync(join(repository, "docs/hosts.md"), "utf8");

test("the example runs: a program that makes a file, and exits with a code", () => {
  const [, example = ""] = /```js\n([\s\S]*?)```/.exec(text) ?? [];
  const folder = folderWith({ "main.mjs": example });
  mkdirSync(join(folder, "data"));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(repository, join(folder, "node_modules/as-pollen"));
  const program = moduleOf(`(module
    (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
    (import "wasi_snapshot_preview1" "path_open"
      (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
    (memory (export "memory") 1) (data (i32.const 0) "made.txt")
    (func (export "_start")
      (call $exit (call $open (i32.const 5) (i32.const 0) (i32.const 0) (i32.const 8) (i32.const 1) (i64.const 64)
        (i64.const 0) (i32.const 0) (i32.const 16)))))`);
  copyFileSync(program, join(folder, "program.wasm"));
  const output = execFileSync(process.execPath, ["main.mjs"], { cwd: folder, encoding: "utf8" });
  expect(output).toBe("0 { 'made.txt': Uint8Array(0) [] }\n");
});

test("the limits are those of the host", () => {
  const [limits = ""] = text.split("## Limits\n")[1]?.split("\n## ") ?? [];
  const rows = Object.fromEntries(
    [...limits.matchAll(/^\| `(\w+)`[^|]*\| ([\d,]+)( MiB)? \|/gm)].map(([, name, value = "", unit]) => [
      name,
      Number(value.replaceAll(",", "")) * (unit ? 2 ** 20 : 1),
    ]),
  );
  expect(rows).toEqual(DEFAULT_LIMITS);
});
