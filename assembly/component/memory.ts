// Where the host puts lists and strings that it gives: the canonical ABI has it ask the module for memory (`realloc` of a
// lift or a lower).
//
//   lend(start, length)   the next allocations are cut from there, front to back
//   takeBack()            nothing is lent any more
//
// So what a call of the host returns lies where its caller wants it: the bytes of a read in the buffer that the user gave,
// and nothing is allocated, however long a program runs. What does not fit there lies in blocks of its own until something
// is lent again. While nothing is lent, an allocation is for good: that is the state of the preview1 adapter, one block of
// 64 KiB, asked for once; or whoever made the call frees it.
//
//    0          8
//   ┌──────────┬───────────┐
//   │ the last │ size      │      a block of what did not fit
//   └──────────┴───────────┘

// @ts-ignore: decorator
@inline const LINK: usize = 8;

let next: usize = 0;
let end: usize = 0;
/** The last block of what did not fit. */
let spilled: usize = 0;

/** Lends `length` bytes at `start` to the host, for what one call returns. */
export function lend(start: usize, length: usize): void {
  while (spilled) {
    const block = spilled;
    spilled = load<usize>(block);
    heap.free(block);
  }
  next = start;
  end = start + length;
}

/** Ends what `lend` began. */
export function takeBack(): void { next = end = 0; }

/** What the host calls. `old` is 0, or a block of `oldSize` bytes that is to grow. */
export function cabi_realloc(old: usize, oldSize: usize, align: usize, size: usize): usize {
  const at = (next + align - 1) & ~(align - 1);
  const isLent = at + size <= end;
  if (isLent) next = at + size;
  const block = isLent ? at : end ? spill(size) : heap.alloc(size);
  if (old) memory.copy(block, old, min(oldSize, size));
  return block;
}

function spill(size: usize): usize {
  const block = heap.alloc(size + LINK);
  store<usize>(block, spilled);
  spilled = block;
  return block + LINK;
}
