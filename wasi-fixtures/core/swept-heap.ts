// The heap and the collector of small programs, in the hands of a test.
import { current, first } from "as-pollen/assembly/rt/next_fit";

export async function main(): Promise<void> {}

export function allocate(size: usize): usize { return heap.alloc(size); }
export function reallocate(block: usize, size: usize): usize { return heap.realloc(block, size); }
export function release(block: usize): void { heap.free(block); }

let kept: ArrayBuffer[] = [];

/** Makes an object of so many bytes, and keeps one of eight; returns the sum of its bytes. */
export function object(size: i32): i32 {
  const bytes = new Uint8Array(size);
  let sum = 0;
  for (let i = 0; i < size; i++) sum += bytes[i];
  bytes.fill(0xff);
  if (size % 8 == 1) kept.push(bytes.buffer);
  if (kept.length > 1000) kept = [];
  return sum;
}

/** Whether the objects that are kept are what they were. */
export function isIntact(): bool {
  for (let i = 0; i < kept.length; i++) {
    const bytes = Uint8Array.wrap(kept[i]);
    if (bytes.length % 8 != 1) return false;
    for (let j = 0; j < bytes.length; j++) if (bytes[j] != 0xff) return false;
  }
  return true;
}

export function drop(): void { kept = []; }
export function collect(): void { __collect(); }
export function total(): usize { return __heap_size(); }
export function start(): usize { return first(); }
export function mark(): u32 { return current; }

class Pair { constructor(public left: Pair | null, public right: Pair | null) {} }

/** A list of so many; its length when it was collected once. */
export function list(length: i32): i32 {
  let head: Pair | null = null;
  for (let i = 0; i < length; i++) head = new Pair(head, i & 1 ? head : null);
  pairs = head;
  __collect();
  let found = 0;
  let pair = pairs;
  while (pair) {
    found++;
    pair = pair.left;
  }
  pairs = null;
  return found;
}
let pairs: Pair | null = null;

/** An array that grows to so many; the sum of its elements. */
export function growing(length: i32): i32 {
  const numbers: i32[] = [];
  for (let i = 0; i < length; i++) numbers.push(i);
  let sum = 0;
  for (let i = 0; i < length; i++) sum += numbers[i];
  return sum;
}

export function pinned(): usize { return __pin(changetype<usize>(new Pair(new Pair(null, null), null))); }
export function pin(object: usize): void { __pin(object); }
export function unpin(object: usize): void { __unpin(object); }
