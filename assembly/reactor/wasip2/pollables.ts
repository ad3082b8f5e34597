// Events of descriptors on `wasi:io/poll`: the pollables of all that is watched, in one list that is kept between calls.
//
//    0         4         8
//   ┌─────────┬─────────┬─────────┬───
//   │ clock   │ slot 1  │ slot 2  │ ...      a handle each; without a deadline the list starts at 4
//   └─────────┴─────────┴─────────┴───
import { lend, takeBack } from "../../component/memory";
import { getNow, NEVER } from "../../core/timers";
import { subscribeDuration } from "../../wasi/p2/monotonic_clock";
import { dropPollable, isReady, poll } from "../../wasi/p2/poll";
import { Descriptor, Direction } from "../descriptor";
import { makeDue } from "../due";

/** In memory of their own: `capacity` handles, places that are ready, and watchers. */
let capacity: i32 = 0;
let handles: usize = 0;
let ready: usize = 0;
// @ts-ignore: decorator
@lazy let watchers: StaticArray<Descriptor | null> = [];
let count: i32 = 0;

/** The list that `poll` returns: pointer, length. */
// @ts-ignore: decorator
@lazy const found = memory.data(8, 4);

/** How many slots are in use. */
export function size(): i32 { return count; }

function grow(): void {
  const length = (capacity = max(2 * capacity, 16)) << 2;
  handles = handles ? heap.realloc(handles, length) : heap.alloc(length);
  ready = ready ? heap.realloc(ready, length) : heap.alloc(length);
  const more = new StaticArray<Descriptor | null>(capacity);
  for (let i = 1; i <= count; i++) more[i] = watchers[i];
  watchers = more;
}

// @ts-ignore: decorator
@inline function at(slot: i32): usize { return handles + (<usize>slot << 2); }

/** Watches a descriptor for a direction. */
export function add(descriptor: Descriptor, direction: Direction): void {
  const pollable = descriptor.pollable(direction);
  if (count + 1 >= capacity) grow();
  const slot = ++count;
  store<i32>(at(slot), pollable);
  unchecked(watchers[slot] = descriptor);
  if (direction == Direction.READ) descriptor.readSlot = slot;
  else descriptor.writeSlot = slot;
}

/** Whether a descriptor can be read. It is not watched for that. */
export function isReadable(descriptor: Descriptor): bool { return isReady(descriptor.pollable(Direction.READ)); }

/** Empties a slot, and tells what it was watched for. The gap stays, until `close`. */
function take(slot: i32): Direction {
  const descriptor = unchecked(watchers[slot])!;
  const direction = descriptor.readSlot == slot ? Direction.READ : Direction.WRITE;
  if (direction == Direction.READ) descriptor.readSlot = 0;
  else descriptor.writeSlot = 0;
  unchecked(watchers[slot] = null);
  return direction;
}

/** Moves the last one to an empty slot. */
function close(slot: i32): void {
  while (count && !unchecked(watchers[count])) count--;
  if (slot >= count) return;
  const last = unchecked(watchers[count])!;
  if (last.readSlot == count) last.readSlot = slot;
  else last.writeSlot = slot;
  store<i32>(at(slot), load<i32>(at(count)));
  unchecked(watchers[slot] = last);
  unchecked(watchers[count--] = null);
}

/** Watches no longer what has this slot. */
export function remove(slot: i32): void {
  take(slot);
  close(slot);
}

/** The clock that was waited with last, and when it rings; 0: there is none. It serves again as long as it does not ring late. */
let clock: i32 = 0;
let rings: i64 = 0;

/** A clock that does not ring later than `timeout` nanoseconds from now. */
function clockFor(timeout: i64): i32 {
  const due = getNow() + max<i64>(timeout, 0);
  if (!rings || rings > due) {
    dropClock();
    clock = subscribeDuration(max<i64>(timeout, 0));
    rings = due;
  }
  return clock;
}

function dropClock(): void {
  if (rings) dropPollable(clock);
  rings = 0;
}

/** Waits for events for at most `timeout` nanoseconds, and makes those due that have one. Something is watched. */
export function wait(timeout: i64): void {
  const first = timeout == NEVER ? 1 : 0;
  if (!first) store<i32>(handles, clockFor(timeout));
  lend(ready, <usize>capacity << 2);
  poll(at(first), count + 1 - first, found);
  takeBack();
  const start = load<usize>(found), length = load<i32>(found, 4);
  for (let i = 0; i < length; i++) {
    const slot = load<i32>(start + (<usize>i << 2)) + first;
    if (!slot) {
      dropClock(); // it has rung
      continue;
    }
    const descriptor = unchecked(watchers[slot])!;
    makeDue(descriptor, take(slot));
  }
  for (let i = 0; i < length; i++) { // in whatever order the host has put them
    const slot = load<i32>(start + (<usize>i << 2)) + first;
    if (slot && !unchecked(watchers[slot])) close(slot);
  }
}
