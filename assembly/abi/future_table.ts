// The table of futures: where values wait that cross between the module and its host. Hosts may read it (`future_table`).
//
// An entry, 32 bytes; number n is at 32 n:
//
//    0         4        5        6      8        12        16               24          28
//   ┌─────────┬────────┬────────┬──────┬────────┬─────────┬────────────────┬───────────┬──────┐
//   │ id      │ state  │ flags  │ 0    │ next   │ before  │ value          │ promise   │ 0    │
//   │ i32     │ u8     │ u8     │      │ u32    │ u32     │ 8 bytes, ptr   │ ptr       │      │
//   └─────────┴────────┴────────┴──────┴────────┴─────────┴────────────────┴───────────┴──────┘
//   id        0: the entry is free
//   state     0 pending, 1 fulfilled, 2 rejected, 3 cancelled
//   flags     see `FutureFlag`
//   next      number of the next entry that is free, or that has settled since the host asked last
//   before    of the one before it, if it has settled
//   value     as the promise has it: a number, a reference, an Error; of a free entry, the id that it will have
//   promise   of the module, null if it has none yet
//
//                      ┌────────────────────────────────┐ resolve_future(), reject_future(), cancel_future()
//   create_future() ──▶│                                │──────────────────────────────────┐
//                      │ pending                        │   its task is cancelled          ▼
//   future_of() ──────▶│                                │──────────────────────────▶ settled ──▶ release_future()
//                      └────────────────────────────────┘   the promise settles
//
// Entry 0 is the head of both lists: `next` is the first that has settled and `before` the last; its value is the number of the
// first free entry, and behind that that of all entries.
//
// An id has a generation, so that one that was released is not taken for another:
//
//    31  30                 20  19                                   0
//   ┌───┬──────────────────────┬──────────────────────────────────────┐
//   │ 0 │ generation, 1 to 2047│ number of the entry, from 1 on       │
//   └───┴──────────────────────┴──────────────────────────────────────┘
import { OBJECT, TOTAL_OVERHEAD } from "rt/common";

export const enum FutureFlag {
  /** The value is a reference. */
  MANAGED = 1,
  /** It settles as its promise does, which is not the host's to settle. */
  WATCHES = 2,
  /** It is in the list of those that have settled. */
  LISTED = 4,
  /** No future but a task of the C ABI: its promise, and as the value how many hold its handle. */
  TASK = 8,
  /** No future but a scope of the C ABI, in the place of the promise. */
  SCOPE = 16,
}

// @ts-ignore: decorator
@inline export const STATE: usize = 4;
// @ts-ignore: decorator
@inline export const FLAGS: usize = 5;
// @ts-ignore: decorator
@inline const NEXT: usize = 8;
// @ts-ignore: decorator
@inline const BEFORE: usize = 12;
// @ts-ignore: decorator
@inline export const VALUE: usize = 16;
// @ts-ignore: decorator
@inline export const PROMISE: usize = 24;

// @ts-ignore: decorator
@inline const SIZE: usize = 32;
// @ts-ignore: decorator
@inline const NUMBER_BITS: u32 = 20;
// @ts-ignore: decorator
@inline const NUMBER_MASK: u32 = (1 << NUMBER_BITS) - 1;
// @ts-ignore: decorator
@inline const FIRST_LENGTH: u32 = 16;

/** A root of the collector. */
class FutureTable {
  // @ts-ignore: decorator
  @unsafe private __visit(cookie: u32): void {
    const end = changetype<usize>(this) + changetype<OBJECT>(changetype<usize>(this) - TOTAL_OVERHEAD).rtSize;
    for (let entry = changetype<usize>(this) + SIZE; entry < end; entry += SIZE) {
      if (!load<i32>(entry)) continue;
      __visit(load<usize>(entry, PROMISE), cookie);
      if (load<u8>(entry, FLAGS) & FutureFlag.MANAGED) __visit(load<usize>(entry, VALUE), cookie);
    }
  }
}

let table: FutureTable | null = null;

// @ts-ignore: decorator
@inline function head(): usize { return changetype<usize>(table); }

// @ts-ignore: decorator
@inline function entryAt(number: u32): usize { return changetype<usize>(table) + <usize>number * SIZE; }

/** Address of the table; it moves when the table grows. */
export function tableAddress(): usize { return changetype<usize>(table); }

/** How many entries there are, free ones among them; the first is no entry. */
export function entryCount(): u32 { return head() ? load<u32>(head(), VALUE + 4) : 0; }

/** An entry by its number. */
export function entryNumbered(number: u32): usize { return entryAt(number); }

/** The entry with this id, or 0. */
export function entryOf(id: i32): usize {
  const number = <u32>id & NUMBER_MASK;
  if (!number || !head() || number >= load<u32>(head(), VALUE + 4)) return 0;
  const entry = entryAt(number);
  return load<i32>(entry) == id ? entry : 0;
}

/** Makes the table twice as long; false if there are no ids for more. */
function grow(): bool {
  const old = head(), length = old ? load<u32>(old, VALUE + 4) : 1;
  if (length > NUMBER_MASK) return false;
  const newLength = max(FIRST_LENGTH, length << 1);
  const grown = __new(<usize>newLength * SIZE, idof<FutureTable>());
  memory.fill(grown, 0, <usize>newLength * SIZE);
  if (old) memory.copy(grown, old, <usize>length * SIZE);
  table = changetype<FutureTable>(grown);
  store<u32>(grown, length, VALUE);
  store<u32>(grown, newLength, VALUE + 4);
  for (let number = length; number < newLength; number++) {
    store<u32>(entryAt(number), number + 1 < newLength ? number + 1 : 0, NEXT);
    store<u32>(entryAt(number), number | (1 << NUMBER_BITS), VALUE);
  }
  return true;
}

/** Takes a free entry: pending, without a promise. Returns 0 if there is none. */
export function newEntry(flags: FutureFlag): usize {
  if ((!head() || !load<u32>(head(), VALUE)) && !grow()) return 0;
  const entry = entryAt(load<u32>(head(), VALUE));
  store<u32>(head(), load<u32>(entry, NEXT), VALUE);
  store<i32>(entry, load<i32>(entry, VALUE));
  store<u32>(entry, flags << 8, STATE);
  store<u64>(entry, 0, NEXT);
  store<u64>(entry, 0, VALUE);
  store<u64>(entry, 0, PROMISE);
  return entry;
}

/** Makes an entry free. */
export function freeEntry(entry: usize): void {
  unlist(entry);
  const id = load<u32>(entry), number = id & NUMBER_MASK;
  let next = id + (1 << NUMBER_BITS);
  if (<i32>next < 0) next = number | (1 << NUMBER_BITS);
  memory.fill(entry, 0, SIZE);
  store<u32>(entry, load<u32>(head(), VALUE), NEXT);
  store<u32>(entry, next, VALUE);
  store<u32>(head(), number, VALUE);
}

/** Stores a reference into an entry, where the collector finds it. */
export function keepReference(entry: usize, reference: usize, place: usize): void {
  store<usize>(entry + place, reference);
  if (reference) __link(head(), reference, true);
}

/** Appends an entry to the list of those that have settled. */
export function list(entry: usize): void {
  const number = load<u32>(entry) & NUMBER_MASK, last = load<u32>(head(), BEFORE);
  store<u8>(entry, load<u8>(entry, FLAGS) | FutureFlag.LISTED, FLAGS);
  store<u32>(entry, 0, NEXT);
  store<u32>(entry, last, BEFORE);
  store<u32>(entryAt(last), number, NEXT);
  store<u32>(head(), number, BEFORE);
}

/** Takes an entry out of that list, if it is in it. */
function unlist(entry: usize): void {
  const flags = load<u8>(entry, FLAGS);
  if (!(flags & FutureFlag.LISTED)) return;
  store<u8>(entry, flags & ~FutureFlag.LISTED, FLAGS);
  const next = load<u32>(entry, NEXT), before = load<u32>(entry, BEFORE);
  store<u32>(entryAt(before), next, NEXT);
  store<u32>(entryAt(next), before, BEFORE);
}

/** Takes the first out of that list: its id, or 0. */
export function takeListed(): i32 {
  const number = head() ? load<u32>(head(), NEXT) : 0;
  if (!number) return 0;
  const entry = entryAt(number);
  unlist(entry);
  return load<i32>(entry);
}
