// Small blocks, in front of the stock allocator (`rt/tlsf`): what programs with async code allocate all the time. Taking one is
// a few instructions, and so is giving it back; the stock allocator takes some 200 and 100, as it splits and merges.
//
//   __alloc(size) ── its list has one ──▶ the one that was freed last
//                 └─ it is empty ───────▶ the front of the run: a block of the stock allocator, of which what is left is a block
//
//    header   taken     header   taken     header   the rest of the run           header
//   ┌────────┬─────────┬────────┬─────────┬────────┬─────────────────────────────┬────────┬───
//   │ 12 + 3 │ ...     │ 28     │ ...     │ 4,012  │                             │        │
//   └────────┴─────────┴────────┴─────────┴────────┴─────────────────────────────┴────────┴───
//                                         ▲ run
//
// To the stock allocator all these are blocks in use, those in the lists too: at any time its heap is as it would have made it.
// It merges nothing with them, until the memory would have to grow: then it is given back all of them (`giveBack`), and the
// memory grows only if that was not enough. So nothing is lost, but what is free between two growths is free for its own size.
//
// The header of a block (`rt/tlsf`); its size is 12 and a multiple of 16, so that the bits 2 and 3 of it are set:
//
//    31                      4   3    2    1   0
//   ┌─────────────────────────┬────┬────┬────┬────┐
//   │ size                    │ 1  │ ¬H │ L  │ F  │   F, L: it is free, its left neighbour is: to the stock allocator
//   └─────────────────────────┴────┴────┴────┴────┘   H: it is in a list; the first word behind the header is the next one
import { AL_MASK, BLOCK_OVERHEAD } from "rt/common";
import {
  __alloc as allocate,
  __free as free,
  Block,
  freeBlock,
  growMemory,
  initialize,
  prepareBlock,
  removeBlock,
  ROOT,
  searchBlock,
} from "rt/tlsf";

/** Size of the largest blocks that there is a list of. */
// @ts-ignore: decorator
@inline const LARGEST: usize = 252;
// @ts-ignore: decorator
@inline const CLASSES: i32 = 16;
/** Size of a run, if there is a block that is as large. */
// @ts-ignore: decorator
@inline const RUN: usize = 4096 - BLOCK_OVERHEAD;
// @ts-ignore: decorator
@inline const LEFT_FREE: usize = 2;
// @ts-ignore: decorator
@inline const NOT_HELD: usize = 4;
// @ts-ignore: decorator
@inline const TAGS: usize = 3;

/** The blocks that were freed, a list for each size. */
const lists = memory.data(<i32>CLASSES << 2);
/** What is left of the run; 0: nothing. */
// @ts-ignore: decorator
@lazy let run: usize = 0;

// @ts-ignore: decorator
@inline function infoOf(block: usize): usize { return load<usize>(block - BLOCK_OVERHEAD); }
// @ts-ignore: decorator
@inline function setInfo(block: usize, info: usize): void { store<usize>(block - BLOCK_OVERHEAD, info); }
// @ts-ignore: decorator
@inline function listOf(size: usize): usize { return lists + (size >> 4 << 2); }

// @ts-ignore: decorator
@global @unsafe export function __alloc(size: usize): usize {
  if (size > LARGEST || isDefined(ASC_RTRACE)) return allocate(size);
  const list = listOf(size + 3), block = load<usize>(list);
  if (!block) return take((size + 3 & ~AL_MASK) + 12);
  store<usize>(list, load<usize>(block));
  setInfo(block, infoOf(block) | NOT_HELD);
  return block;
}

// @ts-ignore: decorator
@global @unsafe export function __free(block: usize): void {
  if (block < __heap_base) return;
  const info = infoOf(block);
  if (info > (LARGEST | TAGS) || isDefined(ASC_RTRACE)) free(block);
  else {
    assert(!(block & AL_MASK) && (info & (AL_MASK & ~LEFT_FREE)) == 12); // neither free nor held
    hold(block, info);
  }
}

// @ts-ignore: decorator
@inline function hold(block: usize, info: usize): void {
  const list = listOf(info);
  store<usize>(block, load<usize>(list));
  store<usize>(list, block);
  setInfo(block, info & ~NOT_HELD);
}

/** Takes a block from the front of the run. */
function take(size: usize): usize {
  let block = run, info = block ? infoOf(block) : 0;
  if ((info & ~TAGS) < size) {
    if (block) hold(block, info);
    run = block = newRun(size);
    info = infoOf(block);
  }
  const rest = (info & ~TAGS) - size;
  if (rest) {
    setInfo(block, size | (info & LEFT_FREE));
    run = block + size + BLOCK_OVERHEAD;
    setInfo(run, rest - BLOCK_OVERHEAD);
  } else run = 0;
  return block;
}

/** The block that the stock allocator has for a size, and as much of what it would split off as is of use. */
function newRun(size: usize): usize {
  if (!ROOT) initialize();
  let block = searchBlock(ROOT, size);
  if (!block) {
    run = 0;
    growMemory(ROOT, size);
    block = searchBlock(ROOT, size)!;
  }
  removeBlock(ROOT, block);
  prepareBlock(ROOT, block, min(block.mmInfo & ~TAGS, RUN));
  return changetype<usize>(block) + BLOCK_OVERHEAD;
}

/** Gives all that is held back to the stock allocator. */
export function giveBack(): void {
  for (let list = lists; list < lists + (<usize>CLASSES << 2); list += 4) {
    let block = load<usize>(list);
    store<usize>(list, 0);
    while (block) {
      const next = load<usize>(block);
      setInfo(block, infoOf(block) | NOT_HELD);
      freeBlock(ROOT, changetype<Block>(block - BLOCK_OVERHEAD));
      block = next;
    }
  }
  if (run) freeBlock(ROOT, changetype<Block>(run - BLOCK_OVERHEAD));
  run = 0;
}

/** Clears a new object: the same as `memory.fill`, for which hosts leave the module. */
// @ts-ignore: decorator
@inline export function clear(object: usize, size: usize): void {
  if (size > LARGEST) memory.fill(object, 0, size);
  else {
    for (; <isize>size > 12; size -= 16, object += 16) {
      store<u64>(object, 0);
      store<u64>(object, 0, 8);
    }
    store<u64>(object, 0);
    store<u32>(object, 0, 8);
  }
}
