// Calls in both directions: many at once, with errors, cancelled, and the end of it all.

import { expect, test } from "vitest";
import { loadService, rejection } from "./service.js";

test("the guest awaits promises of the host", async () => {
  const { exports, inFlight } = await loadService();
  expect(await exports.handle?.("key")).toBe("key=<key>");
  expect(await exports.both?.("a", "b")).toBe("<a>+<b>");
  expect(await exports.name_of?.("x")).toBe(null);
  expect(await exports.counted?.(41)).toBe(42n);
  expect(inFlight).toEqual({ guest: 0, host: 0 });
});

test("a function of the host may return its value at once", async () => {
  const { exports } = await loadService({ lookup: (key: string) => key.toUpperCase() });
  expect(await exports.handle?.("key")).toBe("key=KEY");
});

test("a thousand calls in flight, which end in another order", async () => {
  const waiting: (() => void)[] = [];
  const service = await loadService({
    lookup: (key: string) => new Promise((resolve) => waiting.push(() => resolve(`<${key}>`))),
  });
  const answers = Array.from({ length: 1000 }, (_, i) => service.exports.handle?.(`${i}`));
  expect(service.inFlight).toEqual({ guest: 1000, host: 1000 });
  for (const answer of waiting.reverse()) answer();
  expect(await Promise.all(answers)).toEqual(answers.map((_, i) => `${i}=<${i}>`));
  expect(service.inFlight).toEqual({ guest: 0, host: 0 });
});

test("a host calls back while the guest calls it", async () => {
  const service = await loadService({
    half: (x: number) => service.exports.same_f64?.(x) / 2,
    lookup: (key: string): unknown => (key.length < 4 ? service.exports.handle?.(`${key}.`) : "end"),
  });
  expect(service.exports.with_host?.(3)).toBe(1.5);
  expect(await service.exports.handle?.("k")).toBe("k=k.=k..=k...=end");
});

test("timers of the guest are those of the event loop", async () => {
  const { exports } = await loadService();
  expect(await exports.naps?.([20, 1, 0])).toEqual([0, 1, 20]);
});

test("timers are not early, however long ago the last turn was", async () => {
  const { exports } = await loadService();
  await new Promise((resolve) => setTimeout(resolve, 30));
  const before = performance.now();
  await exports.nap?.(20);
  expect(performance.now() - before).toBeGreaterThanOrEqual(20);
});

test("what the guest goes on with on its own", async () => {
  const { exports } = await loadService();
  exports.start_background?.();
  await expect.poll(() => exports.seen_background?.()).toBe(1);
});

test("errors of the guest", async () => {
  const { exports } = await loadService();
  const error = await rejection(exports.fail?.("too much"));
  expect(error).toBeInstanceOf(RangeError);
  expect(error.stack).toMatch(/^RangeError: too much\n {4}at fail \(wasi-fixtures\/embed\/service\.ts:\d+:\d+\)$/);
  expect((error.cause as Error).message).toBe("inside");
});

test("errors of functions that are not async", async () => {
  const { exports, isAlive } = await loadService();
  expect(() => exports.abort_with?.("out of order")).toThrow(new Error("out of order"));
  const error = await rejection((async () => exports.at?.([1], 5))());
  expect(error).toBeInstanceOf(RangeError);
  expect(error.stack).toMatch(/^RangeError: Index out of range\n {4}at Array<i32>\.__get \(~lib\/array\.ts:/);
  expect(exports.at?.([1], 0)).toBe(1);
  expect(exports.same_i32?.(1)).toBe(1);
  expect(isAlive).toBe(true);
});

test("errors of the host, thrown or rejected with", async () => {
  const lookup = (key: string): unknown => {
    const error = new TypeError(`no ${key}`, { cause: new Error("why") });
    if (key === "thrown") throw error;
    return Promise.reject(key === "text" ? "only text" : error);
  };
  const { exports } = await loadService({ lookup });
  expect(await exports.caught?.("a")).toBe("a TypeError TypeError: no a because of Error: why");
  expect(await exports.caught?.("thrown")).toBe("a TypeError TypeError: no thrown because of Error: why");
  expect(await exports.caught?.("text")).toBe("an Error Error: only text");
  const error = await rejection(exports.passed?.("b"));
  expect([error.name, error.message, (error.cause as Error).message]).toEqual(["TypeError", "no b", "why"]);
  expect(error.stack).toMatch(/calls\.test\.ts/);
});

test("a host that does not keep its types", async () => {
  const { exports } = await loadService({ lookup: async () => 5, find: async () => ({}), half: () => "x" });
  expect(await exports.caught?.("a")).toBe("a TypeError TypeError: host.lookup is 5, not string");
  expect((await rejection(exports.name_of?.("a"))).message).toBe("host.find.name is undefined, not string");
  expect(() => exports.with_host?.(1)).toThrow('host.half is "x", not f64');
});

test("a signal cancels a call, which ends once the guest has left it", async () => {
  const { exports, lines } = await loadService();
  const controller = new AbortController();
  const waits = exports.waits?.with({ signal: controller.signal })() as Promise<unknown>;
  const stubborn = exports.stubborn?.with({ signal: controller.signal })() as Promise<unknown>;
  const other = exports.nap?.(1);
  const reason = new Error("enough");
  controller.abort(reason);
  expect(await rejection(waits)).toBe(reason);
  expect(lines).toEqual(["cleaned up"]);
  expect(await stubborn).toBe("done anyway");
  expect(await other).toBe("slept");
  expect(await rejection(exports.nap?.with({ signal: controller.signal })(1) as Promise<unknown>)).toBe(reason);
});

test("a signal that comes too late does nothing", async () => {
  const { exports } = await loadService();
  const controller = new AbortController();
  expect(await exports.handle?.with({ signal: controller.signal })("k")).toBe("k=<k>");
  controller.abort();
  expect(await exports.handle?.("k")).toBe("k=<k>");
});

test("the guest cancels a call of the host", async () => {
  let seen: AbortSignal | undefined;
  const service = await loadService({
    lookup: (_key: string, { signal }: { signal: AbortSignal }) => {
      seen = signal;
      return new Promise(() => {});
    },
  });
  expect(await service.exports.gives_up?.("k")).toBe("TimeoutError");
  expect(seen?.aborted).toBe(true);
  expect(seen?.reason.name).toBe("AbortError");
  expect(service.inFlight).toEqual({ guest: 0, host: 0 });
});

test("a signal goes through the guest to the host", async () => {
  const controller = new AbortController();
  let seen: AbortSignal | undefined;
  const { exports } = await loadService({
    lookup: (_key: string, { signal }: { signal: AbortSignal }) => {
      seen = signal;
      return new Promise(() => {});
    },
  });
  const handled = exports.handle?.with({ signal: controller.signal })("k") as Promise<unknown>;
  controller.abort();
  expect((await rejection(handled)).name).toBe("AbortError");
  expect(seen?.aborted).toBe(true);
});

test("close ends all calls", async () => {
  let seen: AbortSignal | undefined;
  const service = await loadService({
    lookup: (_key: string, { signal }: { signal: AbortSignal }) => {
      seen = signal;
      return new Promise(() => {});
    },
  });
  const calls = [service.exports.nap?.(1e6), service.exports.handle?.("k")].map(rejection);
  service.close();
  for (const error of await Promise.all(calls)) expect(error.code).toBe("POLLEN_E_CLOSED");
  expect(seen?.aborted).toBe(true);
  expect(service.isAlive).toBe(false);
  expect((await rejection(service.exports.nap?.(1))).code).toBe("POLLEN_E_CLOSED");
  expect(() => service.exports.same_i32?.(1)).toThrow("the module was closed");
  service.close(new Error("again"));
  expect(() => service.exports.same_i32?.(1)).toThrow("the module was closed");
});

test.each([
  ["trap", /^the module has trapped: unreachable$/],
  ["recurse", /^the module has trapped: Maximum call stack size exceeded$/],
])("%s: all calls are rejected with it, and later ones", async (name, message) => {
  const service = await loadService();
  const call = rejection(service.exports.nap?.(1e6));
  const argument = name === "recurse" ? [0] : [];
  expect(() => service.exports[name]?.(...argument)).toThrow(message);
  const error = await call;
  expect(error.code).toBe("POLLEN_E_TRAP");
  expect(error.cause).toBeInstanceOf(Error);
  expect(await rejection(service.exports.nap?.(1))).toBe(error);
  expect(service.isAlive).toBe(false);
});

test("a trap in a turn", async () => {
  const { exports } = await loadService();
  expect((await rejection(exports.trap_later?.())).message).toBe("the module has trapped: unreachable");
});

test("a rejection that nobody in the guest looks at ends it, as it ends Node", async () => {
  const { exports, lines } = await loadService();
  const error = await rejection(exports.unhandled?.());
  expect(error.code).toBe("POLLEN_E_TRAP");
  expect(error.message).toMatch(/Unhandled rejection: Error: nobody looks/);
  expect(lines.join("\n")).toMatch(/Unhandled rejection: Error: nobody looks/);
});

test("a function of the host that throws while the guest waits for its value", async () => {
  const service = await loadService({
    half: () => {
      throw new Error("no half");
    },
  });
  expect(() => service.exports.with_host?.(1)).toThrow("the module has trapped: no half");
  expect(service.isAlive).toBe(false);
});

test("what the guest prints", async () => {
  const service = await loadService();
  service.exports.print?.("ä line");
  expect(service.lines).toEqual(["ä line"]);
});

test("the seed", async () => {
  const random = async () => (await loadService()).exports.random?.();
  expect(await random()).not.toBe(await random());
});
