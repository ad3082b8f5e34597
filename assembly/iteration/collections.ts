// Where loops over a `Map` or a `Set` are, while these change. `src/compiler/iteration/collections.ts` adds what uses
// this to both classes.
//
// A collection moves its entries when it grows, shrinks or is cleared. Each move closes the record of it that is open:
//
//   collection ─▶ open record                    (nothing else holds it: records that no loop needs are garbage)
//   cursor ─▶ record ─▶ record ─▶ open record    a loop that is two moves behind

/** A move of entries: one that is yet to come, until it has a `next`. */
// @ts-ignore: decorator
@global export class __Moves {
  /** The entries as they were, where they are left out that had been removed; null if the collection was cleared. */
  entries: ArrayBuffer | null = null;
  next: __Moves | null = null;
}

/** Where a loop is. */
// @ts-ignore: decorator
@global export class __Cursor {
  /** Index of the entry to look at next, as of the last move in `moves`. */
  next: i32 = 0;

  constructor(public moves: __Moves) {}
}

/** Notes a move. Returns the record of the next one; null if no loop was ever over the collection. */
// @ts-ignore: decorator
@global export function __moved(open: __Moves | null, entries: ArrayBuffer | null): __Moves | null {
  if (open === null) return null;
  const next = new __Moves();
  open.entries = entries;
  open.next = next;
  return next;
}
