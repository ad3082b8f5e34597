// A host of WASI 0.3 that calls a request off: `wasmtime serve` 49 never does, so this one is of JavaScript. It has as much of the
// canonical ABI as a request takes that waits for a timer.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compiled } from "../setup/guests.js";

/** The module within a component: its first section of that kind. */
function moduleOf(component: Uint8Array): Uint8Array<ArrayBuffer> {
  let at = 8;
  const number = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = component[at++] as number;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  for (;;) {
    const section = component[at++];
    const size = number();
    if (section === 1) return new Uint8Array(component.slice(at, at + size));
    at += size;
  }
}

const EXIT = 0;
const WAIT = 2;
const BLOCKED = -1;
const STARTED = 1;
const RETURNED = 2;
const SUBTASK = 1;
const TASK_CANCELLED = 6;
const TIMER = 5;

test("a request that the host calls off ends its handler, which may still clean up", async () => {
  const said: string[] = [];
  const module = await WebAssembly.compile(moduleOf(readFileSync(await compiled("http", "world", variant))));
  const view = () => new DataView((instance.exports.memory as WebAssembly.Memory).buffer);
  const alloc = (text: string, cell: number) => {
    const pointer = (instance.exports.cabi_realloc as (...sizes: number[]) => number)(0, 0, 1, text.length);
    new Uint8Array(view().buffer, pointer, text.length).set(Buffer.from(text));
    view().setUint8(cell, 1);
    view().setUint32(cell + 4, pointer, true);
    view().setUint32(cell + 8, text.length, true);
  };
  const nothing = (_: unknown, cell = 0) => new Uint8Array(view().buffer, cell, 12).fill(0);
  let task = 0;
  let time = 0n;
  const functions: Record<string, (...values: number[]) => unknown> = {
    "[context-set-0]": (number = 0) => {
      task = number;
    },
    "[context-get-0]": () => task,
    "[waitable-set-new]": () => 1,
    "[stream-new-0][static]response.new": () => (3n << 32n) | 2n,
    "[async-lower][stream-read-0][static]response.new": () => BLOCKED,
    now: () => time,
    "[async-lower]wait-for": () => (TIMER << 4) | STARTED,
    "[subtask-cancel]": () => RETURNED,
    "[method]request.get-method": nothing,
    "[method]request.get-path-with-query": (_, cell = 0) => alloc("/hang", cell),
    "[method]request.get-scheme": nothing,
    "[method]request.get-authority": nothing,
    "[method]fields.copy-all": nothing,
    "[task-cancel]": () => void said.push("task cancelled"),
    "[task-return]handle": () => void said.push("task returned"),
    "[resource-drop]request": () => void said.push("request dropped"),
    fd_write: (_fd, list = 0, _count, written = 0) => {
      const [start, length] = [view().getUint32(list, true), view().getUint32(list + 4, true)];
      said.push(Buffer.from(view().buffer, start, length).toString().trim());
      view().setUint32(written, length, true);
      return 0;
    },
  };
  const imports: Record<string, Record<string, CallableFunction>> = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] ??= {};
    imports[from][name] = functions[name] ?? (() => (name.includes("-new-") ? 0n : 0));
  }
  const instance = await WebAssembly.instantiate(module, imports as WebAssembly.Imports);
  const call = (name: string, ...values: number[]) =>
    (instance.exports[name] as (...values: number[]) => number)(...values);
  const handle = "[async-lift]wasi:http/handler@0.3.0#handle";

  call("_initialize");
  expect(call(handle, 1) & 15).toBe(WAIT);
  time = 2_000_000n;
  expect(call(`[callback]${handle}`, SUBTASK, TIMER, RETURNED) & 15).toBe(WAIT); // the top-level code has waited for it
  expect(said).toEqual([]);
  expect(call(`[callback]${handle}`, TASK_CANCELLED, 0, 0)).toBe(EXIT);
  expect(said).toEqual(["called off", "request dropped", "task cancelled"]);
});

const variant = { target: "wasip3", world: "http", counted: true } as const;
