// The allocator of a program with async code, in the hands of a test.
import { ROOT } from "rt/tlsf";

export async function main(): Promise<void> {}

export function allocate(size: i32): usize { return heap.alloc(size); }
export function reallocate(block: usize, size: i32): usize { return heap.realloc(block, size); }
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

export function root(): usize { return changetype<usize>(ROOT); }
