// What the host asks for memory (`realloc` of the canonical ABI). What it asks for is for good: that is the state of the
// preview1 adapter, one block of 64 KiB, asked for once.

/** What the host calls. `old` is 0, or a block of `oldSize` bytes that is to grow. */
export function cabi_realloc(old: usize, oldSize: usize, align: usize, size: usize): usize {
  const block = heap.alloc(size);
  if (old) memory.copy(block, old, min(oldSize, size));
  return block;
}
