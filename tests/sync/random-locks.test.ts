// Random operations on locks: who gets them, and in which order, is what the models say; permits are conserved, and a
// writer is alone.

import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { compileVariant, type Instance, readString, start, type Variant, variants } from "./guests.js";
import { RwLockModel, SemaphoreModel } from "./locks-model.js";

interface Guest {
  open(permits: number): void;
  acquire(n: number, permits: number): void;
  cancel(n: number): void;
  tryAcquire(permits: number): number;
  release(permits: number): void;
  available(): number;
  read(n: number): void;
  write(n: number): void;
  tryRead(): number;
  tryWrite(): number;
  unlockRead(): void;
  unlockWrite(): void;
  isRead(): number;
  isWritten(): number;
  settle(): number;
}

const semaphoreProgram = fc.record({
  permits: fc.integer({ min: 0, max: 5 }),
  operations: fc.array(
    fc.record({
      name: fc.constantFrom("acquire", "acquire", "tryAcquire", "release", "release", "settle", "cancel"),
      permits: fc.integer({ min: 0, max: 5 }),
    }),
    { maxLength: 50 },
  ),
});

/** What to do, and how many calls back the one is that `cancel` means. */
const rwLockProgram = fc.array(
  fc.record({
    name: fc.constantFrom("read", "read", "write", "tryRead", "tryWrite", "unlock", "unlock", "settle", "cancel"),
    back: fc.nat(5),
  }),
  { maxLength: 50 },
);

describe.each(variants)("$name", (variant: Variant) => {
  let exports: Instance<Guest>["exports"];
  beforeAll(async () => {
    exports = start<Guest>(await compileVariant("sync/locks.ts", variant)).exports;
  });

  test("semaphore", () => {
    fc.assert(
      fc.property(semaphoreProgram, ({ permits: total, operations }) => {
        const model = new SemaphoreModel(total);
        const calls: number[] = [];
        const held: number[] = [];
        const settle = () => {
          const events = model.log.settle();
          expect(readString(exports.memory, exports.settle())).toBe(events.join("\n"));
          const acquired = events.filter((event) => !event.endsWith("cancelled"));
          held.push(...acquired.map((event) => Number(event.split(" ").at(-1))));
        };

        exports.open(total);
        operations.forEach(({ name, permits }, n) => {
          if (name === "acquire") {
            calls.push(n);
            exports.acquire(n, permits);
            model.acquire(n, permits);
          } else if (name === "tryAcquire") {
            const taken = model.tryAcquire(permits);
            expect(exports.tryAcquire(permits)).toBe(Number(taken));
            if (taken) held.push(permits);
          } else if (name === "cancel") {
            const call = calls.at(-1 - permits);
            if (call === undefined) return;
            exports.cancel(call);
            model.cancel(call);
          } else if (name === "release") {
            const returned = held.shift() ?? 0;
            exports.release(returned);
            model.release(returned);
          } else settle();
        });
        settle();
        expect(exports.available()).toBe(model.available);
        expect(exports.available() + held.reduce((sum, permits) => sum + permits, 0)).toBe(total);
      }),
      { numRuns: variant.runs },
    );
  });

  test("lock for readers and writers", () => {
    fc.assert(
      fc.property(rwLockProgram, (operations) => {
        const model = new RwLockModel();
        const settle = () => {
          expect(readString(exports.memory, exports.settle())).toBe(model.log.settle().join("\n"));
        };

        exports.open(0);
        const calls: number[] = [];
        operations.forEach(({ name, back }, n) => {
          if (name === "read" || name === "write") {
            calls.push(n);
            exports[name](n);
            model.lock(n, name === "write");
          } else if (name === "tryRead") expect(exports.tryRead()).toBe(Number(model.tryLock(false)));
          else if (name === "tryWrite") expect(exports.tryWrite()).toBe(Number(model.tryLock(true)));
          else if (name === "settle") settle();
          else if (name === "cancel") {
            const call = calls.at(-1 - back);
            if (call === undefined) return;
            exports.cancel(call);
            model.cancel(call);
          } else if (model.isWritten) {
            exports.unlockWrite();
            model.unlockWrite();
          } else if (model.readers > 0) {
            exports.unlockRead();
            model.unlockRead();
          }
          expect(exports.isRead()).toBe(Number(model.readers > 0));
          expect(exports.isWritten()).toBe(Number(model.isWritten));
          expect(exports.isRead() && exports.isWritten()).toBeFalsy();
        });
        settle();
      }),
      { numRuns: variant.runs },
    );
  });
});
