// The collector of programs that are to be small, in the place of the stock one (`rt/tcms`): mark and sweep (McCarthy,
// 1960). It has no lists of objects, and sweeps nothing itself: the heap is gone through when room is looked for.
//
//    header            next             mark             class            size
//   ┌─────────┬─┬─┬─┬─┬────────────────┬────────────────┬────────────────┬────────────────┬───
//   │ size    │0│0│P│0│ of the gray    │ of the last    │                │                │ the object
//   └─────────┴─┴─┴─┴─┴────────────────┴────────────────┴────────────────┴────────────────┴───
//                                        collection that has reached it
//
//   white    not reached yet: its mark is older              ──▶ free, when the collection has ended
//   gray     reached, in the list of those to be visited     ──▶ black, when what it refers to is gray
//   black    reached and visited
//
// A new object has the mark of the last collection, as if that had reached it. Each collection has a mark of its own, so that
// no marks have to be taken away; objects in static memory begin with 0.
import { OBJECT, TOTAL_OVERHEAD } from "rt/common";
import { E_ALREADY_PINNED, E_NOT_PINNED } from "util/error";
import { beginMarking, blockSize, current, first, MARK, resize, sizeOf, take } from "./next_fit";

/** In a header: the object is pinned. */
// @ts-ignore: decorator
@inline const PINNED: usize = 2;
/** Offset of the next one in the list of the gray. */
// @ts-ignore: decorator
@inline const NEXT: usize = 4;

/** Bytes of all objects. */
// @ts-ignore: decorator
@lazy let total: usize = 0;
/** The objects to be visited. */
// @ts-ignore: decorator
@lazy let gray: usize = 0;
/** How many objects are pinned. */
// @ts-ignore: decorator
@lazy let pinned: i32 = 0;

// @ts-ignore: decorator
@global @unsafe export function __new(size: usize, id: i32): usize {
  const block = take(blockSize(size, TOTAL_OVERHEAD)), object = changetype<OBJECT>(block);
  store<u32>(block, current, MARK);
  object.rtId = id;
  object.rtSize = <u32>size;
  total += sizeOf(block);
  return block + TOTAL_OVERHEAD;
}

// @ts-ignore: decorator
@global @unsafe export function __renew(address: usize, size: usize): usize {
  let block = address - TOTAL_OVERHEAD;
  const object = changetype<OBJECT>(block);
  if (address < __heap_base) {
    const moved = __new(size, object.rtId);
    memory.copy(moved, address, min<usize>(size, object.rtSize));
    return moved;
  }
  total -= sizeOf(block);
  block = resize(block, blockSize(size, TOTAL_OVERHEAD));
  total += sizeOf(block);
  changetype<OBJECT>(block).rtSize = <u32>size;
  return block + TOTAL_OVERHEAD;
}

/** The write barrier, of which this collector has no need. */
// @ts-ignore: decorator
@global @unsafe export function __link(parent: usize, child: usize, expectMultiple: bool): void {}

// @ts-ignore: decorator
@global @unsafe export function __visit(address: usize, cookie: i32): void {
  const block = address - TOTAL_OVERHEAD;
  if (!address || load<u32>(block, MARK) == current) return;
  store<u32>(block, current, MARK);
  store<usize>(block, gray, NEXT);
  gray = block;
  total += sizeOf(block);
}

// @ts-ignore: decorator
@global @unsafe export function __collect(): void {
  beginMarking();
  total = 0;
  __visit_globals(0);
  if (pinned) {
    for (let block = first(), size: usize; size = sizeOf(block); block += size) {
      if (load<usize>(block) & PINNED) __visit(block + TOTAL_OVERHEAD, 0);
    }
  }
  while (gray) {
    const block = gray;
    gray = load<usize>(block, NEXT);
    __visit_members(block + TOTAL_OVERHEAD, 0);
  }
}

// @ts-ignore: decorator
@global @unsafe export function __pin(address: usize): usize {
  if (address) {
    if (load<usize>(address - TOTAL_OVERHEAD) & PINNED) throw new Error(E_ALREADY_PINNED);
    flip(address);
    pinned++;
  }
  return address;
}

// @ts-ignore: decorator
@global @unsafe export function __unpin(address: usize): void {
  if (!address) return;
  if (!(load<usize>(address - TOTAL_OVERHEAD) & PINNED)) throw new Error(E_NOT_PINNED);
  flip(address);
  pinned--;
}

/** Pins an object, or no longer. */
function flip(address: usize): void {
  const block = address - TOTAL_OVERHEAD;
  store<usize>(block, load<usize>(block) ^ PINNED);
}

/** Bytes of all objects that are there. */
// @ts-ignore: decorator
@global export function __heap_size(): usize { return total; }
