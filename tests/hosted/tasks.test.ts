// The task queue of modules of target `hosted`, driven from outside.

import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { Embedder } from "../setup/embedder.js";
import { compiled } from "../setup/guests.js";

interface Service {
  worker(): number;
  lateWorker(): number;
  closure(first: number): number;
  steps(n: number): number;
  newText(): number;
}

let module: WebAssembly.Module;

beforeAll(async () => {
  const file = await compiled("hosted", "service", { target: "hosted", collect: true });
  module = new WebAssembly.Module(readFileSync(file));
});

function service(interrupt: () => void = () => {}) {
  const guest = new Embedder<Service>(module, {
    host: { lookup: () => 0, count: () => 0, interrupt: () => interrupt() },
  });
  return { guest, exports: guest.exports };
}

test("tasks run in their order, each with the jobs that it makes", () => {
  const { guest, exports } = service();
  for (const id of [3, 1, 2]) expect(exports.enqueue_task(id, exports.worker())).toBe(0);
  expect(guest.lines()).toEqual([]);
  expect(exports.execute_next_task()).toBe(3);
  expect(guest.lines()).toEqual(["task 3", "job"]);
  expect(exports.tick(0)).toBe(Infinity);
  expect(guest.lines()).toEqual(["task 1", "job", "task 2", "job"]);
  expect(exports.execute_next_task()).toBe(0);
});

test("the host may do a task itself", () => {
  const { guest, exports } = service();
  for (const id of [5, 6]) exports.enqueue_task(id, exports.worker());
  expect([exports.dequeue_task(), exports.run_scheduler(), exports.dequeue_task()]).toEqual([5, 1, 0]);
  expect(guest.lines()).toEqual(["task 6", "job"]);
});

test("run_scheduler runs all that is ready at the time that was told last", () => {
  const { guest, exports } = service();
  for (const id of [2, 1]) exports.enqueue_task(id, exports.lateWorker());
  expect(exports.run_scheduler()).toBe(2);
  expect(guest.lines()).toEqual([]);
  exports.set_time(1, 0);
  expect(exports.run_scheduler()).toBe(0);
  expect(guest.lines()).toEqual(["later 1"]);
  guest.run();
  expect(guest.lines()).toEqual(["later 2"]);
});

test("what is no task is refused", () => {
  const { exports } = service();
  const task = exports.worker();
  const size = exports.memory.buffer.byteLength;
  for (const id of [0, -1, -(2 ** 31)]) expect(exports.enqueue_task(id, task)).toBe(-1);
  for (const address of [
    0,
    1,
    19,
    1024,
    exports.newText(),
    exports.closure(1),
    size - 8,
    size - 1,
    size,
    2 ** 31,
    -4,
    -1,
  ]) {
    expect(exports.enqueue_task(1, address)).toBe(-5);
  }
  expect(exports.dequeue_task()).toBe(0);
});

test("the queue grows around its end, and the host may read it", () => {
  const { exports } = service();
  const task = exports.worker();
  exports.set_time(2, 0);
  const taken: number[] = [];
  let next = 1;
  for (let round = 0; round < 8; round++) {
    for (let i = 0; i < 10 * (round + 1); i++) exports.enqueue_task(next++, task);
    for (let i = 0; i < 7; i++) taken.push(exports.dequeue_task());
  }
  const view = new DataView(exports.memory.buffer);
  const table = exports.task_table();
  const [first = 0, count = 0, capacity = 0] = [0, 4, 8].map((at) => view.getUint32(table + at, true));
  const entries = Array.from({ length: count }, (_, i) => table + 32 + 32 * ((first + i) % capacity));
  expect(entries.map((at) => view.getInt32(at, true))).toEqual(
    Array.from({ length: count }, (_, i) => taken.length + 1 + i),
  );
  expect(entries.every((at) => view.getUint32(at + 4, true) === task)).toBe(true);
  expect(entries.every((at, i) => view.getBigUint64(at + 8, true) === BigInt(taken.length + i))).toBe(true);
  expect(entries.every((at) => view.getBigInt64(at + 16, true) === 2_000_000n)).toBe(true);
  for (let id = exports.dequeue_task(); id; id = exports.dequeue_task()) taken.push(id);
  expect(taken).toEqual(Array.from({ length: next - 1 }, (_, i) => i + 1));
});

test("execution is yielded to the host in the middle of a turn, and goes on where it was", () => {
  const { guest, exports } = service(() => void yields.push(exports.yield_execution()));
  const yields: number[] = [];
  exports.steps(4);
  exports.enqueue_task(1, exports.worker());
  exports.enqueue_task(2, exports.worker());
  expect(exports.tick(0)).toBe(Infinity); // not before the host has called something
  expect(guest.lines()).toEqual(["step 0", "task 1", "step 1"]);
  expect([exports.tick(1), exports.run_scheduler(), exports.execute_next_task()]).toEqual([Infinity, 0, 0]);
  expect([exports.yield_execution(), exports.resume_execution(), exports.resume_execution()]).toEqual([0, 1, 0]);
  expect(exports.tick(2)).toBe(Infinity);
  expect(guest.lines()).toEqual(["task 2", "job", "step 2", "job", "step 3"]);
  expect(yields).toEqual([1]);
});

test("no timer expires while execution is held", () => {
  const { guest, exports } = service();
  for (const id of [1, 2]) exports.enqueue_task(id, exports.lateWorker());
  exports.run_scheduler();
  exports.yield_execution();
  expect(exports.tick(10)).toBe(Infinity);
  expect(guest.lines()).toEqual([]);
  exports.resume_execution();
  exports.tick(10);
  expect(guest.lines()).toEqual(["later 1", "later 2"]);
});
