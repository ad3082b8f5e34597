// The heap and the collector of programs that are to be small: random calls of it against a model, with collections between
// them, and the heap as a whole after each run of them.

import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { folderWith, pollen } from "../setup/pollen.js";
import { action, type Heap, Model } from "./heap-model.js";
import { compile, type Instance, start } from "./instance.js";

interface SweptHeap extends Heap {
  isIntact(): number;
  drop(): void;
  collect(): void;
  total(): number;
  start(): number;
  mark(): number;
  list(length: number): number;
  growing(length: number): number;
  pinned(): number;
  pin(object: number): void;
  unpin(object: number): void;
}
type Guest = Instance<SweptHeap>["exports"];

const PAGE = 65536;
const [USED, MARK] = [1, 8];

interface Walked {
  /** Bytes of blocks that are in use, others' memory among them. */
  used: number;
  /** Sizes of the pieces that are free, as they would be merged. */
  free: number[];
}

/** Goes through the heap, block by block. */
function walk(guest: Guest): Walked {
  const view = new DataView(guest.memory.buffer);
  const walked: Walked = { used: 0, free: [] };
  let free = 0;
  for (let block = guest.start(), size = 0; ; block += size) {
    const info = view.getUint32(block, true);
    size = info & ~15;
    if (size && !(info & USED) && view.getUint32(block + MARK, true) !== guest.mark()) free += size;
    else {
      if (free) walked.free.push(free);
      free = 0;
      walked.used += size;
      if (!size) return walked; // the end of the heap
    }
  }
}

const build = (flags: string[] = [], optimize = "-Oz") =>
  compile("core/swept-heap.ts", { runtime: "minimal", optimize, flags: ["--exportRuntime", ...flags] });
const guestOf = (module: WebAssembly.Module): Guest => start<SweptHeap>(module).exports;
const bytesOf = (guest: Guest): number => guest.memory.buffer.byteLength;

let module: WebAssembly.Module;
beforeAll(async () => {
  module = await build();
});

/** Takes memory as others do, which is not the heap's then. Returns what tells whether it is untouched. */
function takePage(guest: Guest): () => boolean {
  const at = guest.memory.grow(1) * PAGE;
  new Uint8Array(guest.memory.buffer, at, PAGE).fill(0xee);
  return () => Buffer.from(guest.memory.buffer, at, PAGE).equals(Buffer.alloc(PAGE, 0xee));
}

describe("random calls", () => {
  const collect = fc.record({ kind: fc.constant("collect" as const) });
  const actions = fc.array(fc.oneof({ weight: 20, arbitrary: action }, { weight: 2, arbitrary: collect }), {
    minLength: 50,
    maxLength: 300,
    size: "max",
  });

  test.each(["-Oz", "-Os"])("%s", async (optimize) => {
    const compiled = await build([], optimize);
    fc.assert(
      fc.property(actions, fc.nat(300), (calls, takenAt) => {
        const guest = guestOf(compiled);
        const model = new Model(guest);
        let isUntouched = () => true;
        calls.forEach((each, i) => {
          if (i === takenAt) isUntouched = takePage(guest);
          if (each.kind === "collect") guest.collect();
          else model.play(each);
        });
        model.checkAll();
        expect(guest.isIntact()).toBe(1);
        expect(isUntouched()).toBe(true);
        model.releaseAll();
        guest.drop();
        guest.collect();
        const { used, free } = walk(guest);
        expect(used).toBeLessThan(10_000 + PAGE);
        expect(free.length).toBeLessThan(10); // what the runtime keeps lies between them
      }),
      { numRuns: 30 },
    );
  });
});

test("what was small serves what is large before the memory grows", () => {
  const guest = guestOf(module);
  const blocks = Array.from({ length: 50_000 }, (_, i) => guest.allocate(20 + (i % 10) * 16));
  const bytes = bytesOf(guest);
  for (const block of blocks) guest.release(block);
  guest.allocate(0.75 * bytes);
  expect(bytesOf(guest)).toBe(bytes);
});

test("the same again and again takes no more memory, whatever it is", () => {
  const guest = guestOf(module);
  const once = () => {
    const blocks = Array.from({ length: 10_000 }, (_, i) => guest.allocate(i % 3 ? 44 : (i * 7) % 5000));
    for (const block of blocks) guest.release(block);
    expect(guest.growing(100_000)).toBe(4999950000 | 0);
    for (let i = 0; i < 1000; i++) guest.object(i % 300);
    guest.drop();
    guest.collect();
    return bytesOf(guest);
  };
  for (let i = 0; i < 3; i++) once();
  const bytes = bytesOf(guest);
  for (let i = 0; i < 20; i++) expect(once()).toBe(bytes);
});

test("of random sizes, what is there takes little more than its bytes", () => {
  const guest = guestOf(module);
  let seed = 1;
  const random = (below: number) => {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    return (seed >> 8) % below;
  };
  const sizes = [() => random(200), () => random(200), () => random(2000), () => random(30_000)];
  const blocks: { address: number; size: number }[] = [];
  let [bytes, most] = [0, 0];
  for (let i = 0; i < 300_000; i++) {
    const size = (sizes[random(4)] as () => number)();
    blocks.push({ address: guest.allocate(size), size });
    bytes += size;
    while (bytes > 2_000_000) {
      const at = random(blocks.length);
      const block = blocks[at] as (typeof blocks)[0];
      blocks[at] = blocks.at(-1) as (typeof blocks)[0];
      blocks.pop();
      guest.release(block.address);
      bytes -= block.size;
    }
    most = Math.max(most, bytes);
  }
  expect(bytesOf(guest) / most).toBeLessThan(2.3);
});

test("a list of any length is marked without a stack", () => {
  expect(guestOf(module).list(1_000_000)).toBe(1_000_000);
});

test("all that is unreachable is free once it was collected", () => {
  const guest = guestOf(module);
  guest.collect();
  const [least, { used }] = [guest.total(), walk(guest)];
  for (let i = 0; i < 5; i++) {
    expect(guest.list(100)).toBe(100);
    guest.growing(10_000);
    expect(guest.total()).toBeGreaterThan(least + 40_000);
    guest.collect();
    expect(guest.total()).toBe(least);
    expect(walk(guest).used).toBe(used);
  }
});

test("what is pinned stays, with what it refers to", () => {
  const guest = guestOf(module);
  guest.collect();
  const least = guest.total();
  const object = guest.pinned();
  for (let i = 0; i < 3; i++) {
    guest.collect();
    expect(guest.total()).toBe(least + 2 * 32);
  }
  expect(() => guest.pin(object)).toThrow();
  guest.unpin(object);
  guest.collect();
  expect(guest.total()).toBe(least);
});

test("a collection before anything was allocated, in a heap that begins where memory ends", async () => {
  const base = 1024;
  const statics = guestOf(await build(["--memoryBase", `${base}`])).start() - base;
  for (const spare of [0, 8, 20]) {
    const guest = guestOf(await build(["--memoryBase", `${PAGE - spare - statics}`]));
    guest.collect();
    const block = guest.allocate(100);
    new Uint8Array(guest.memory.buffer, block, 100).fill(1);
    guest.collect();
    walk(guest);
  }
});

describe("what cannot be had ends the program", () => {
  test.each([2 ** 30 - 3, 2 ** 32 - 1])("%d bytes", (size) => {
    const folder = folderWith({ "main.ts": `export async function main(): Promise<void> { heap.alloc(${size}); }` });
    const ended = pollen(["run", join(folder, "main.ts"), "--runtime", "minimal", "-Oz"]);
    expect(ended).toMatchObject({ code: 134, stdout: "" });
    expect(ended.stderr).toContain("abort: Allocation too large");
  });

  test("more than memory may become", async () => {
    const guest = guestOf(await build(["--maximumMemory", "6"]));
    for (let i = 0; i < 3; i++) guest.release(guest.allocate(200_000));
    expect(bytesOf(guest)).toBeLessThanOrEqual(6 * PAGE);
    expect(() => guest.allocate(400_000)).toThrow();
  });

  test("more than the limit of low memory", async () => {
    const guest = guestOf(await build(["--lowMemoryLimit", "32768"]));
    for (let i = 0; i < 3; i++) guest.release(guest.allocate(20_000));
    expect(() => guest.allocate(40_000)).toThrow();
  });

  test.each([20, 1000])("a block of %d bytes that is released twice", (size) => {
    const guest = guestOf(module);
    const [block] = [guest.allocate(size), guest.allocate(size)];
    guest.release(block);
    expect(() => guest.release(block)).toThrow();
  });
});
