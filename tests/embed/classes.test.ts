// Exported classes: their objects stay in the guest, and JavaScript uses them where they are.

import { describe, expect, test } from "vitest";
import { compiled } from "../setup/guests.js";
import { repository, runNode } from "../setup/pollen.js";
import { type Loaded, loadService } from "./service.js";

interface Counter {
  value: number;
  label: string;
  name: string;
  readonly limit: number;
  readonly isFull: boolean;
  add(by?: number): Counter;
  later(by: number): Promise<number>;
}
type CounterClass = new (value: number, limit?: number) => Counter;

const classesOf = ({ exports }: Loaded) => exports as unknown as Record<"Counter" | "Twice", CounterClass>;

describe.each(["incremental", "minimal", "stub"] as const)("%s", (runtime) => {
  test("constructors, methods, properties", async () => {
    const service = await loadService({}, { runtime });
    const { Counter } = classesOf(service);
    const counter = new Counter(3);
    expect(counter).toBeInstanceOf(Counter);
    expect([counter.value, counter.limit, counter.isFull]).toEqual([3, 10, false]);
    expect(counter.add().add(2)).toBe(counter);
    expect(counter.value).toBe(6);
    expect(await counter.later(4)).toBe(10);
    expect(counter.isFull).toBe(true);
    counter.value = 1;
    counter.label = "long enough to be an object of its own ";
    for (let i = 0; i < 2000; i++) service.exports.same_string?.("x".repeat(100)); // collects
    expect(counter.name).toBe("long enough to be an object of its own 1");
    counter.name = "n";
    expect(counter.name).toBe("n1");
  });

  test("they go in and out as what they are", async () => {
    const service = await loadService({}, { runtime });
    const { Counter, Twice } = classesOf(service);
    const { made, twice, total } = service.exports;
    expect(total?.([new Counter(1), made?.(2), new Twice(3)])).toBe(6);
    const two = twice?.(0);
    expect(two).toBeInstanceOf(Twice);
    expect(two.add(5).value).toBe(10);
  });
});

test("what is wrong is said", async () => {
  const service = await loadService();
  const { Counter } = classesOf(service);
  const foreign = new (classesOf(await loadService()).Counter)(1);
  expect(() => service.exports.total?.([foreign])).toThrow("total: counters[0] is an Object, not Counter");
  expect(() => service.exports.total?.([{ value: 1 }])).toThrow(TypeError);
  expect(() => Counter.prototype.add.call({})).toThrow("this is no Counter of this module");
  expect(() => new Counter("1" as never)).toThrow('Counter#constructor: value is "1", not i32');
  expect(() => (Counter as unknown as () => void)()).toThrow("Counter is called without new");
  expect(() => new Counter(11)).toThrow(new RangeError("too much"));
  const counter = new Counter(1);
  expect(() => counter.add(100)).toThrow(new RangeError("full"));
  expect(() => {
    counter.value = 0.5;
  }).toThrow("Counter#value is 0.5, not i32");
  expect(() => {
    (counter as { limit: number }).limit = 5;
  }).toThrow(TypeError);
});

test("objects that nobody has any more are freed", async () => {
  const file = await compiled("embed", "service", { target: "hosted", optimize: "-O0" });
  const script = `
    import { load } from "as-pollen/node";
    const none = () => 0;
    const host = { lookup: none, find: none, count: none, log: none, half: none };
    const { exports, memory } = await load(${JSON.stringify(file)}, { imports: { host } });
    const make = () => Object.assign(new exports.Counter(1), { label: "x".repeat(500) });
    let freed = 0;
    const registry = new FinalizationRegistry(() => freed++);
    for (let made = 0; made < 20_000; ) { // a kilobyte each
      for (let i = 0; i < 2000; i++) registry.register(make(), made++);
      while (freed < made) { // what a job has seen it keeps
        await new Promise((resolve) => setTimeout(resolve));
        gc();
      }
    }
    process.stdout.write(String(memory.buffer.byteLength < 16 << 20));
  `;
  const options = ["--expose-gc", "--input-type=module", "--eval", script];
  expect(runNode(options, { cwd: repository })).toEqual({ code: 0, stdout: "true", stderr: "" });
});
