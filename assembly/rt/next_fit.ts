// The heap of programs that are to be small (`-Os`, `-Oz`, under `minimal`), in the place of the stock allocator (`rt/tlsf`):
// blocks side by side, and a place from which on the next one is looked for (Knuth, The Art of Computer Programming, 2.5, first
// fit with a roving pointer). No lists: what is free is found, and merged, where the search comes past it.
//
//   first              cursor                                                               end
//   ┌────┬──────────┬────┬───────────────┬────┬────────┬────┬────────────────────────────┬───┐
//   │ 48 │ in use   │ 64 │ free          │ 32 │ in use │ 96 │ ...                        │ 0 │   each header is 4 bytes in front
//   └────┴──────────┴────┴───────────────┴────┴────────┴────┴────────────────────────────┴───┘   of a multiple of 16
//
//    header            next             mark
//   ┌─────────┬─┬─┬─┬─┬────────────────┬────────────────┬───
//   │ size    │0│0│P│U│                │ not `current`  │         a free block
//   └─────────┴─┴─┴─┴─┴────────────────┴────────────────┴───
//
// A block is in use if U is set, or if it is an object that the last collection has reached, or that is newer (`mark_sweep.ts`).
// So a dead object is free at once, and swept when the search comes past (Hughes, A Semi-incremental Garbage Collection
// Algorithm, 1982). The search begins at the start again with each collection, and when it has come to the end and a sixteenth
// of the heap was given back since: in the long run it takes time in proportion to what is given back. Else memory grows.
import { AL_MASK, AL_SIZE, BLOCK_OVERHEAD } from "rt/common";
import { E_ALLOCATION_TOO_LARGE } from "util/error";

/** In a header: somebody uses the block until it is given back. */
// @ts-ignore: decorator
@inline const USED: usize = 1;
/** Offset of the mark. */
// @ts-ignore: decorator
@inline export const MARK: usize = 8;
/** The mark of what is reachable. */
// @ts-ignore: decorator
@lazy export let current: u32 = 1;

/** Where the search goes on; at first 0, where memory is 0, as it is at the end of the heap. */
// @ts-ignore: decorator
@lazy let cursor: usize = 0;
/** Bytes that were given back since the search began at the start. */
// @ts-ignore: decorator
@lazy let freed: usize = 0;

/** The header of the first block. */
// @ts-ignore: decorator
@inline export function first(): usize { return (__heap_base + BLOCK_OVERHEAD + AL_MASK & ~AL_MASK) - BLOCK_OVERHEAD; }
// @ts-ignore: decorator
@inline export function sizeOf(block: usize): usize { return load<usize>(block) & ~AL_MASK; }

/** The size of a block for so many bytes and its headers. */
export function blockSize(size: usize, headers: usize): usize {
  if (size > (1 << 30) - headers) abort(E_ALLOCATION_TOO_LARGE);
  return size + headers + AL_MASK & ~AL_MASK;
}

/** Takes a block of a size. It is free as long as it has no mark. */
export function take(size: usize): usize {
  let block = cursor, next = block; // what is between them is free
  while (next - block < size) {
    const step = sizeOf(next), isUsed = load<usize>(next) & USED;
    if (!step) {
      cursor = block;
      if (freed > next >> 4) rewind();
      else grow(next, size);
      return take(size);
    }
    const isReached = load<u32>(next, MARK) == current;
    next += step;
    if (isUsed | <usize>isReached) block = next;
  }
  store<usize>(block, size);
  cursor = block + size;
  if (next != cursor) vacate(cursor, next - cursor);
  return block;
}

/** Makes a free block. */
function vacate(block: usize, size: usize): void {
  store<usize>(block, size);
  store<u32>(block, 0, MARK);
}

function rewind(): void {
  cursor = first();
  freed = 0;
}

/** Adds memory to the heap, for a block of a size; the first time that is what is there. */
function grow(end: usize, size: usize): void {
  let at = first();
  if (!end) cursor = at;
  else {
    if (ASC_LOW_MEMORY_LIMIT) unreachable();
    const pages = memory.size(), needed = <i32>(size + 0xffff + AL_SIZE >>> 16);
    if (memory.grow(needed + (pages >> 3)) < 0 && memory.grow(needed) < 0) unreachable();
    at = (<usize>pages << 16) + (AL_SIZE - BLOCK_OVERHEAD);
    const between = at - end;
    store<usize>(end, between | <usize>(between != AL_SIZE)); // in use, if others have grown it, too
  }
  const memoryEnd = ASC_LOW_MEMORY_LIMIT ? ASC_LOW_MEMORY_LIMIT & ~AL_MASK : <usize>memory.size() << 16;
  store<usize>(at, memoryEnd - BLOCK_OVERHEAD - at);
}

/** Gives a block another size. Returns where it is then. */
export function resize(block: usize, size: usize): usize {
  const tags = load<usize>(block) & AL_MASK, had = sizeOf(block);
  if (size < had) {
    store<usize>(block, size | tags);
    vacate(block + size, had - size);
  } else if (size > had) {
    const moved = take(size);
    store<usize>(moved, size | tags);
    memory.copy(moved + BLOCK_OVERHEAD, block + BLOCK_OVERHEAD, had - BLOCK_OVERHEAD);
    give(block);
    return moved;
  }
  return block;
}

function give(block: usize): void {
  const size = sizeOf(block);
  freed += size;
  vacate(block, size);
}

/** Begins a collection: all objects that are not marked from now on are free when it has ended. */
export function beginMarking(): void {
  current++;
  rewind();
}

// @ts-ignore: decorator
@global @unsafe export function __alloc(size: usize): usize {
  const block = take(blockSize(size, BLOCK_OVERHEAD));
  store<usize>(block, load<usize>(block) | USED);
  return block + BLOCK_OVERHEAD;
}

/** The block of an address that the program names. */
function usedBlock(address: usize): usize {
  const block = address - BLOCK_OVERHEAD;
  assert(!(address & AL_MASK) && load<usize>(block) & USED);
  return block;
}

// @ts-ignore: decorator
@global @unsafe export function __realloc(address: usize, size: usize): usize {
  return resize(usedBlock(address), blockSize(size, BLOCK_OVERHEAD)) + BLOCK_OVERHEAD;
}

// @ts-ignore: decorator
@global @unsafe export function __free(address: usize): void {
  if (address >= __heap_base) give(usedBlock(address));
}
