// Nothing is left of what has crossed: in the guest's heap, and in its future store.

import { expect, test } from "vitest";
import { loadService, rejection } from "./service.js";

const CALLS = 10_000;

test.each(["incremental", "minimal"] as const)(
  "the heap is flat over 10,000 calls: %s",
  async (runtime) => {
    const service = await loadService(
      { find: async (name: string) => ({ name, next: null, tags: ["t"], at: { x: 0, y: 0 } }) },
      { runtime },
    );
    const { exports } = service;
    const node = { name: "n".repeat(50), next: null, tags: ["a", "b"], at: { x: 1, y: 2 } };
    const round = async (calls: number) => {
      for (let i = 0; i < calls; i += 100) {
        const answers = Array.from({ length: 100 }, async (_, n) => {
          exports.same_node?.(node);
          await exports.later_node?.(node);
          expect(await exports.name_of?.(`${n}`)).toBe(`${n}`);
          if (n % 10 === 0) await rejection(exports.fail?.("no"));
        });
        await Promise.all(answers);
      }
    };
    await round(1000);
    const size = service.memory.buffer.byteLength;
    await round(CALLS);
    expect(service.memory.buffer.byteLength - size).toBe(0);
    expect(service.inFlight).toEqual({ guest: 0, host: 0 });
  },
  60_000,
);

test("what calls leave behind: nothing", async () => {
  const lookup = (key: string): unknown =>
    key === "no" ? Promise.reject(new Error("no")) : new Promise((resolve) => setImmediate(resolve, key));
  const service = await loadService({ lookup }, { counted: true }, "counted");
  const { exports } = service;
  const controller = new AbortController();
  const cancelled = ["waits", "stubborn", "handle"].map((name) =>
    exports[name]?.with({ signal: controller.signal })(...(name === "handle" ? ["k"] : [])),
  );
  const others = [
    exports.handle?.("a"),
    exports.both?.("a", "b"),
    exports.passed?.("no"),
    exports.fail?.("x"),
    exports.nap?.(1),
  ];
  controller.abort();
  await Promise.allSettled([...cancelled, ...others]);
  expect(exports.describeLeft?.()).toBe("");
});
