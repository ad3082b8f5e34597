// The future store of modules of target `hosted`, driven from outside.

import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { Embedder } from "../setup/embedder.js";
import { compiled } from "../setup/guests.js";

interface Service {
  add(a: number, b: number): number;
  describe(key: number): number;
  twice(): number;
  fails(): number;
  settled(): number;
  plain(): number;
  textOf(error: number): number;
  newText(): number;
  collect(): void;
}

const runtimes = ["incremental", "minimal", "stub"] as const;
const modules = new Map<string, WebAssembly.Module>();

beforeAll(async () => {
  for (const runtime of runtimes) {
    const file = await compiled("hosted", "service", { runtime, target: "hosted", collect: runtime !== "stub" });
    modules.set(runtime, new WebAssembly.Module(readFileSync(file)));
  }
});

/** A service whose calls of the host each make a future, in order. */
function service(runtime: (typeof runtimes)[number] = "incremental") {
  const asked: number[] = [];
  const later = () => {
    const id = guest.exports.create_future();
    asked.push(id);
    return guest.exports.promise_of(id);
  };
  const imports = { host: { lookup: later, count: later, interrupt: () => {} } };
  const guest = new Embedder<Service>(modules.get(runtime) as WebAssembly.Module, imports);
  return { guest, exports: guest.exports, asked };
}

const f64 = (bits: bigint) => new Float64Array(new BigInt64Array([bits]).buffer)[0];
const pending = 0;
const fulfilled = 1;
const rejected = 2;
const cancelled = 3;

test.each(runtimes)("%s: values cross both ways, later", (runtime) => {
  const { guest, exports, asked } = service(runtime);
  const sum = exports.future_of(exports.add(1.5, 2));
  const first = exports.future_of(exports.describe(1));
  const second = exports.future_of(exports.describe(2));
  const total = exports.future_of(exports.twice());
  expect(guest.run()).toEqual([5]);
  expect(exports.next_settled()).toBe(sum);
  expect(f64(exports.get_future_value(sum))).toBe(3.5);
  expect([first, second, total].map((id) => exports.is_future_ready(id))).toEqual([pending, pending, pending]);

  const [one = 0, two = 0, number = 0] = asked;
  expect(exports.resolve_future_reference(two, exports.newText())).toBe(0);
  exports.collect();
  guest.run();
  expect(exports.resolve_future_reference(one, exports.newText())).toBe(0);
  expect(exports.resolve_future(number, 40n)).toBe(0);
  guest.run();
  exports.resolve_future(asked[3] as number, 2n);
  guest.run();
  expect([exports.next_settled(), exports.next_settled(), exports.next_settled(), exports.next_settled()]).toEqual([
    second,
    first,
    total,
    0,
  ]);
  exports.collect();
  expect(guest.text(Number(exports.get_future_value(first)))).toBe("1 is v4");
  expect(guest.text(Number(exports.get_future_value(second)))).toBe("2 is v4");
  expect(BigInt.asIntN(32, exports.get_future_value(total))).toBe(42n);
  expect(guest.lines()).toEqual(["done 2", "done 1"]);
});

test.each(runtimes)("%s: a future may be settled before its promise is asked for", (runtime) => {
  const imports = {
    host: {
      lookup: () => {
        const id = guest.exports.create_future();
        guest.exports.resolve_future_reference(id, guest.exports.newText());
        if (runtime !== "minimal") guest.exports.collect(); // which must not collect while the module runs
        const promise = guest.exports.promise_of(id);
        expect(guest.exports.promise_of(id)).toBe(promise);
        guest.exports.release_future(id);
        return promise;
      },
      count: () => 0,
      interrupt: () => {},
    },
  };
  const guest: Embedder<Service> = new Embedder<Service>(modules.get(runtime) as WebAssembly.Module, imports);
  const id = guest.exports.future_of(guest.exports.describe(3));
  guest.run();
  expect(guest.text(Number(guest.exports.get_future_value(id)))).toBe("3 is v4");
});

test("errors cross both ways", () => {
  const { guest, exports, asked } = service();
  const failed = exports.future_of(exports.fails());
  const answer = exports.future_of(exports.describe(1));
  const other = exports.future_of(exports.describe(2));
  exports.reject_future(asked[0] as number, exports.create_error(exports.newText()));
  exports.reject_future(asked[1] as number, 0);
  guest.run();
  expect([failed, answer, other].map((id) => exports.is_future_ready(id))).toEqual([rejected, rejected, rejected]);
  const text = (id: number) => guest.text(exports.textOf(Number(exports.get_future_value(id))));
  expect([failed, answer, other].map(text)).toEqual([
    "RangeError: too far",
    "Error: v4",
    "Error: Rejected by the host",
  ]);
  expect(guest.printed().filter(({ fd }) => fd === 2)).toEqual([]); // somebody watches: nothing is unhandled
});

test("the host cancels a call: its task is cancelled, and what that waits for", () => {
  const { guest, exports, asked } = service();
  exports.begin_call();
  const call = exports.end_call(exports.describe(1));
  exports.begin_call();
  const other = exports.end_call(exports.describe(2));
  guest.run();
  expect(exports.cancel_future(call)).toBe(0);
  expect(exports.is_future_ready(call)).toBe(pending);
  guest.run();
  expect([exports.next_settled(), exports.next_settled(), exports.next_settled()]).toEqual([asked[0], call, 0]);
  expect([asked[0] as number, call, other].map((id) => exports.is_future_ready(id))).toEqual([
    cancelled,
    cancelled,
    pending,
  ]);
  expect(guest.text(exports.textOf(Number(exports.get_future_value(call))))).toBe(
    "CancelledError: Cancelled by the host",
  );
  expect(guest.lines()).toEqual(["done 1"]); // its finally has run
  expect(exports.resolve_future(asked[0] as number, 1n)).toBe(-2);
});

test("the host takes back what it has promised", () => {
  const { guest, exports, asked } = service();
  const call = exports.future_of(exports.describe(1));
  expect(exports.cancel_future(asked[0] as number)).toBe(0);
  guest.run();
  expect(exports.is_future_ready(call)).toBe(cancelled);
  expect(exports.next_settled()).toBe(call);
});

test("a call that is done when it returns has settled", () => {
  const { exports } = service();
  exports.begin_call();
  const id = exports.end_call(exports.settled());
  expect(exports.is_future_ready(id)).toBe(fulfilled);
  expect(exports.next_settled()).toBe(id);
  expect(BigInt.asIntN(32, exports.get_future_value(id))).toBe(7n);
  expect(exports.cancel_future(id)).toBe(-2);
});

test("bad ids give an error, and never another's entry", () => {
  const { exports } = service();
  const bad = [0, -1, 1, 2 ** 31 - 1, -(2 ** 31), 17 | (1 << 20)];
  const answers = (id: number) => [
    exports.resolve_future(id, 1n),
    exports.resolve_future_reference(id, 0),
    exports.reject_future(id, 0),
    exports.cancel_future(id),
    exports.is_future_ready(id),
    exports.get_future_value(id),
    exports.release_future(id),
    exports.promise_of(id),
  ];
  const refused = [-1, -1, -1, -1, -1, 0n, -1, 0];
  for (const id of bad) expect(answers(id)).toEqual(refused); // before there is a table
  const released = exports.create_future();
  exports.release_future(released);
  const again = exports.create_future();
  expect(again & 0xfffff).toBe(released & 0xfffff);
  for (const id of [...bad, released]) expect(answers(id)).toEqual(refused);
  expect(exports.is_future_ready(again)).toBe(pending);
  const watching = exports.future_of(exports.plain());
  expect(exports.resolve_future(watching, 1n)).toBe(-3);
  expect(exports.cancel_future(watching)).toBe(-3);
  exports.resolve_future(again, 1n);
  expect(exports.resolve_future(again, 2n)).toBe(-2);
  expect(exports.get_future_value(again)).toBe(1n);
});

test("an id comes again after 2,047 others of its entry", () => {
  const { exports } = service();
  const ids = Array.from({ length: 2048 }, () => {
    const id = exports.create_future();
    exports.release_future(id);
    return id;
  });
  expect(new Set(ids).size).toBe(2047);
  expect(ids.every((id) => id > 0)).toBe(true);
  expect(ids[2047]).toBe(ids[0]);
});

test("the table grows, entries stay, and the host may read them", () => {
  const { guest, exports } = service();
  const call = exports.future_of(exports.add(20, 22));
  const ids = Array.from({ length: 10_000 }, () => exports.create_future());
  for (const [n, id] of ids.entries()) exports.resolve_future(id, BigInt(n));
  guest.run();
  expect(f64(exports.get_future_value(call))).toBe(42);
  const view = new DataView(exports.memory.buffer);
  const table = exports.future_table();
  const entry = (id: number) => table + 32 * (id & 0xfffff);
  expect(ids.every((id) => view.getInt32(entry(id), true) === id && view.getUint8(entry(id) + 4) === fulfilled)).toBe(
    true,
  );
  expect(ids.every((id, n) => view.getBigInt64(entry(id) + 16, true) === BigInt(n))).toBe(true);
});

test("released entries are not told, and those that are in the list leave it", () => {
  const { guest, exports } = service();
  const ids = [1, 2, 3, 4].map((n) => exports.future_of(exports.add(n, n)));
  guest.run();
  exports.release_future(ids[1] as number);
  exports.release_future(ids[3] as number);
  expect([exports.next_settled(), exports.next_settled(), exports.next_settled()]).toEqual([ids[0], ids[2], 0]);
  const pendingOne = exports.future_of(exports.add(1, 1));
  exports.release_future(pendingOne);
  guest.run();
  expect(exports.next_settled()).toBe(0);
});

test("there are 1,048,575 futures, and no more", () => {
  const { exports } = service();
  const ids: number[] = [];
  for (let id = exports.create_future(); id > 0; id = exports.create_future()) ids.push(id);
  expect(ids.length).toBe(2 ** 20 - 1);
  expect(new Set(ids).size).toBe(ids.length);
  expect([exports.create_future(), exports.future_of(exports.plain())]).toEqual([-4, -4]);
  exports.release_future(ids[7] as number);
  expect(exports.create_future() & 0xfffff).toBe((ids[7] as number) & 0xfffff);
});
