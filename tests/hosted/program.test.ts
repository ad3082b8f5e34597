// How programs of target `hosted` end, what they print, and what they know of the time.

import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { Embedder, type HostedExports, printedBy } from "../setup/embedder.js";
import { compiled } from "../setup/guests.js";

interface Program {
  nap(ms: number): number;
  random(): number;
  date(): number;
}

let module: WebAssembly.Module;

beforeAll(async () => {
  module = new WebAssembly.Module(readFileSync(await compiled("hosted", "program", { target: "hosted" })));
});

/** Runs what the fixture has under this number; `trap` is empty if it did not trap. */
function run(what: number) {
  let exports!: HostedExports;
  let trap = "";
  try {
    const guest = new Embedder<Program>(module, {}, (own) => {
      exports = own;
      own.set_time(0, what);
    });
    guest.run();
  } catch (error) {
    trap = (error as Error).message;
  }
  const printed = printedBy(exports).map(({ fd, text }) => `${fd}: ${text}`);
  return { exports, trap, code: exports.exit_code(), printed };
}

test("what main returns, without a trap", () => {
  expect(run(1)).toMatchObject({ trap: "", code: 3, printed: ["1: main 1\n"] });
  expect(run(0)).toMatchObject({ trap: "", code: 0 });
  expect(run(10)).toMatchObject({ trap: "", code: -1 }); // it waits for something that nobody does
});

test("an error that main does not handle", () => {
  const { trap, code, printed } = run(2);
  expect({ trap, code }).toEqual({ trap: "", code: 1 });
  expect(printed[1]).toMatch(/^2: Uncaught RangeError: too late\n {4}at main \(.*program\.ts:\d+:\d+\)\n$/);
});

test("the end at once: it traps, and the host may ask why", () => {
  const exit = run(3);
  expect(exit).toMatchObject({ trap: "unreachable", code: 5, printed: ["1: main 3\n"] });
  expect(exit.exports.tick(100)).toBe(Infinity);
  const unhandled = run(4);
  expect(unhandled).toMatchObject({ trap: "unreachable", code: 1 });
  expect(unhandled.printed[1]).toMatch(/^2: Unhandled rejection: Error: nobody cares\n/);
  const aborted = run(5);
  expect(aborted.printed.join("")).toMatch(/^1: main 5\n2: .*as it must.*program\.ts/s);
  expect(aborted.code).toBeGreaterThan(0);
});

test("blocking: where nothing has to be waited for", () => {
  expect(run(7)).toMatchObject({ code: 0, printed: ["1: main 7\nat once\n"] });
  const { code, printed } = run(6);
  expect(code).toBe(1);
  expect(printed[1]).toMatch(/^2: Uncaught Error: A module without imports cannot wait: await instead of blockOn/);
});

test("output keeps its order, a record as long as the stream is the same", () => {
  expect(run(9).printed).toEqual([
    "1: main 9\none\n",
    "2: two\n",
    "1: three more",
    "2: trace: four 1.0, 2.0\n",
    "1: 🙂\n",
  ]);
});

test("output beyond 1 MiB is lost, and how much", () => {
  let exports!: HostedExports;
  const guest = new Embedder<Program>(module, {}, (own) => {
    exports = own;
    own.set_time(0, 8);
  });
  const header = exports.take_output();
  const view = new DataView(exports.memory.buffer);
  const [start = 0, size = 0, lost = 0] = [0, 4, 8].map((at) => view.getUint32(header + at, true));
  expect(size).toBeLessThanOrEqual(1 << 20);
  expect(view.getUint32(start + 4, true) + lost).toBe("main 8\n".length + 1100 * 1000);
  expect(lost).toBeGreaterThan(50_000);
  expect(guest.printed()).toEqual([]); // taken
});

test("time: as the host has told it last, never back, and no delay is cut short", () => {
  const guest = new Embedder<Program>(module);
  const { exports } = guest;
  const value = (id: number) => new Float64Array(new BigInt64Array([exports.get_future_value(id)]).buffer)[0];
  expect(exports.tick(1000)).toBe(Infinity);
  exports.set_time(5000, 1_700_000_000_000);
  const nap = exports.future_of(exports.nap(100));
  expect([exports.tick(5000), exports.tick(5099.5), exports.tick(Number.NaN), exports.tick(-1)]).toEqual([
    100, 0.5, 0.5, 0.5,
  ]);
  expect(exports.is_future_ready(nap)).toBe(0);
  expect(exports.tick(5100.25)).toBe(Infinity);
  expect(value(nap)).toBe(5100.25);
  expect(exports.date()).toBe(1_700_000_000_100);
});

test("random numbers come from the seed", () => {
  const numbers = (seed?: bigint) => {
    const { exports } = new Embedder<Program>(module, {}, (own) => seed !== undefined && own.set_seed(seed));
    return Array.from({ length: 5 }, () => exports.random());
  };
  expect(numbers()).toEqual(numbers(0n));
  expect(numbers(7n)).toEqual(numbers(7n));
  expect(new Set([...numbers(0n), ...numbers(7n), ...numbers(-1n)]).size).toBe(15);
});
