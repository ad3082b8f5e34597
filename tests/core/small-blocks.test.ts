// What allocates small blocks in programs with async code: random calls of it against a model, and the stock allocator's heap
// as a whole after each run of them.

import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Runtime } from "../../src/compiler/build.js";
import { action, type Heap, Model } from "./heap-model.js";
import { compile, type Instance, start } from "./instance.js";

interface StockHeap extends Heap {
  root(): number;
}

/** Goes through the heap of the stock allocator, block by block: free ones know it, and no two of them are neighbours. */
function walk(guest: Instance<StockHeap>["exports"]): void {
  const [free, leftFree, rootSize] = [1, 2, 1572];
  const view = new DataView(guest.memory.buffer);
  const word = (address: number) => view.getUint32(address, true);
  const tail = word(guest.root() + rootSize - 4);
  let block = ((guest.root() + rootSize + 19) & ~15) - 4;
  let isLeftFree = false;
  while (block < tail) {
    const info = word(block);
    const size = (info & ~15) + 12;
    const [is, was] = [(info & free) !== 0, (info & leftFree) !== 0];
    if (was !== isLeftFree || (is && was)) throw new Error(`block at ${block}: ${info}`);
    if (is && word(block + size) !== block) throw new Error(`free block at ${block} does not end in its address`);
    isLeftFree = is;
    block += 4 + size;
  }
  expect(block).toBe(tail);
}

describe.each(["incremental", "minimal"] as Runtime[])("%s", (runtime) => {
  let module: WebAssembly.Module;
  beforeAll(async () => {
    module = await compile("core/heap.ts", { runtime, flags: ["--exportRuntime"] });
  });
  const guestOf = () => {
    const { exports } = start<StockHeap>(module);
    exports.release(exports.allocate(1));
    return exports;
  };

  test("random calls", () => {
    fc.assert(
      fc.property(fc.array(action, { minLength: 50, maxLength: 300, size: "max" }), (actions) => {
        const guest = guestOf();
        const model = new Model(guest);
        for (const each of actions) model.play(each);
        model.checkAll();
        walk(guest);
        model.releaseAll();
        walk(guest);
      }),
      { numRuns: 40 },
    );
  });

  test("what was small serves what is large before the memory grows", () => {
    const guest = guestOf();
    const blocks = Array.from({ length: 50_000 }, (_, i) => guest.allocate(20 + (i % 10) * 16));
    const bytes = guest.memory.buffer.byteLength;
    for (const block of blocks) guest.release(block);
    guest.allocate(0.75 * bytes);
    expect(guest.memory.buffer.byteLength).toBe(bytes);
    walk(guest);
  });

  test("the same size again and again takes no more memory", () => {
    const guest = guestOf();
    const once = () => {
      const blocks = Array.from({ length: 10_000 }, () => guest.allocate(44));
      for (const block of blocks) guest.release(block);
      return guest.memory.buffer.byteLength;
    };
    const bytes = once();
    for (let i = 0; i < 20; i++) expect(once()).toBe(bytes);
  });

  test.each([20, 1000])("a block of %d bytes that is released twice ends the program", (size) => {
    const guest = guestOf();
    const [block] = [guest.allocate(size), guest.allocate(size)];
    guest.release(block);
    expect(() => guest.release(block)).toThrow();
  });
});
