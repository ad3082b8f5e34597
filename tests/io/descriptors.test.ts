// Programs that work with files close each descriptor that they open, as the host counts it.

import { readFileSync } from "node:fs";
import { MemoryDirectory, WASI } from "as-pollen/wasi";
import { expect, test } from "vitest";
import { guest } from "./guests.js";

test.each(["files", "buffers", "fairness"])("%s", async (name) => {
  const open = new Set<string>();
  let opened = 0;
  const trace = (line: string) => {
    const [, fd] = /^path_open\(.* = (\d+)$/.exec(line) ?? [];
    const [, closed] = /^fd_close\((\d+)\) = 0$/.exec(line) ?? [];
    if (fd) open.add(fd);
    if (closed) open.delete(closed);
    if (fd) opened++;
  };
  const stdout = {
    isTerminal: false,
    write: (buffers: Uint8Array[]) => buffers.reduce((sum, { length }) => sum + length, 0),
  };
  const preopens = { "/data": MemoryDirectory.of() };
  const wasi = new WASI({ version: "preview1", args: [name], stdout, preopens, trace });
  const module = await WebAssembly.compile(readFileSync(await guest(name)));
  expect(wasi.start(new WebAssembly.Instance(module, wasi.getImportObject()))).toBe(0);
  expect(opened).toBeGreaterThan(0);
  expect([...open]).toEqual([]);
});
