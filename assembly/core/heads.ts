// The heads of intrusive lists, in one object: a root of the collector.
import { OBJECT, TOTAL_OVERHEAD } from "rt/common";
import { barrier } from "./barrier";

@final export class Heads {
  // @ts-ignore: decorator
  @unsafe private __visit(cookie: u32): void {
    let at = changetype<usize>(this);
    for (const end = at + changetype<OBJECT>(at - TOTAL_OVERHEAD).rtSize; at < end; at += sizeof<usize>()) {
      __visit(load<usize>(at), cookie);
    }
  }
}

/**
 * Heads of so many empty lists.
 * @param id of the class that visits them
 */
export function newHeads(count: usize, id: u32): Heads {
  const size = count << 2, heads = __new(size, id);
  memory.fill(heads, 0, size);
  return changetype<Heads>(heads);
}

// `heads` is a number here: it is not to be put on the shadow stack for this.

/** Where the head of a list is. */
// @ts-ignore: decorator
@inline export function headAt(heads: usize, list: usize): usize { return heads + (list << 2); }

/** Sets a head. @param first of the list, or null */
// @ts-ignore: decorator
@inline export function setHead(heads: usize, head: usize, first: usize): void {
  store<usize>(head, first);
  if (first) barrier(heads, first);
}
