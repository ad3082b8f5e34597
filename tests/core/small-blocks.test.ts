// What allocates small blocks in programs with async code: random calls of it against a model, and the stock allocator's heap
// as a whole after each run of them.

import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Runtime } from "../../src/compiler/build.js";
import { compile, type Instance, start } from "./instance.js";

interface Heap {
  allocate(size: number): number;
  reallocate(block: number, size: number): number;
  release(block: number): void;
  object(size: number): number;
  root(): number;
}

/** Sizes around those of blocks and of what is small, and some up to a few pages. */
const size = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 300 }) },
  { weight: 2, arbitrary: fc.constantFrom(0, 12, 13, 28, 29, 252, 253, 4092, 4093) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 200_000 }) },
);
const which = fc.nat();
const action = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant("allocate" as const), size, times: fc.integer({ min: 1, max: 50 }) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("reallocate" as const), which, size }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("release" as const), which, times: fc.integer({ min: 1, max: 50 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("object" as const), size: fc.integer({ min: 0, max: 300 }) }) },
);
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

interface Block {
  address: number;
  size: number;
  /** What all its bytes are. */
  mark: number;
}

class Model {
  private readonly blocks: Block[] = [];
  private made = 0;

  constructor(private readonly guest: Instance<Heap>["exports"]) {}

  play(action: Action): void {
    const { guest, blocks } = this;
    if (action.kind === "object") expect(guest.object(action.size)).toBe(0);
    else if (action.kind === "allocate") {
      for (let i = 0; i < action.times; i++) this.fill(guest.allocate(action.size), action.size);
    } else if (action.kind === "release") {
      for (let i = 0; i < action.times && blocks.length; i++) guest.release(this.take(action.which).address);
    } else if (blocks.length) {
      const { address, size, mark } = this.take(action.which);
      const moved = guest.reallocate(address, action.size);
      this.check({ address: moved, size: Math.min(size, action.size), mark });
      this.fill(moved, action.size);
    }
  }

  /** Every byte is what was written last: no block is in another. */
  checkAll(): void {
    for (const block of this.blocks) this.check(block);
  }

  releaseAll(): void {
    while (this.blocks.length) this.guest.release(this.take(0).address);
  }

  private fill(address: number, size: number): void {
    if (address % 16) throw new Error(`a block is at ${address}`);
    const mark = this.made++ % 251;
    new Uint8Array(this.guest.memory.buffer, address, size).fill(mark);
    this.blocks.push({ address, size, mark });
  }

  private take(which: number): Block {
    const [block] = this.blocks.splice(which % this.blocks.length, 1);
    this.check(block as Block);
    return block as Block;
  }

  private check({ address, size, mark }: Block): void {
    const bytes = Buffer.from(this.guest.memory.buffer, address, size);
    if (!bytes.equals(Buffer.alloc(size, mark)))
      throw new Error(`block ${mark} at ${address} of ${size} bytes was overwritten`);
  }
}

/** Goes through the heap of the stock allocator, block by block: free ones know it, and no two of them are neighbours. */
function walk(guest: Instance<Heap>["exports"]): void {
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
    const { exports } = start<Heap>(module);
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
