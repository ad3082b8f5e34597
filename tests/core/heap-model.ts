// An allocator in the hands of a test, by `wasi-fixtures/core`: random calls, and a model that knows what every byte has to be.

import fc from "fast-check";
import { expect } from "vitest";
import type { Instance } from "./instance.js";

export interface Heap {
  allocate(size: number): number;
  reallocate(block: number, size: number): number;
  release(block: number): void;
  object(size: number): number;
}

/** Sizes around those of blocks and of what is small, and some up to a few pages. */
const size = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 300 }) },
  { weight: 2, arbitrary: fc.constantFrom(0, 12, 13, 28, 29, 252, 253, 4092, 4093) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 200_000 }) },
);
const which = fc.nat();
export const action = fc.oneof(
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
export type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

interface Block {
  address: number;
  size: number;
  /** What all its bytes are. */
  mark: number;
}

export class Model {
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
