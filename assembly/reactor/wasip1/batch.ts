// What `poll_oneoff` is given, kept between calls: registering is appending, and removing moves the last one into the
// gap. Slot 0 is the clock, slots 1 to `size()` are watched; those behind them serve what is only looked at.
//
// An event, 32 bytes; what else is in it is not believed:
//
//    0           8        10
//   ┌───────────┬────────┬───────
//   │ userdata  │ errno  │ ...
//   │ u64       │ u16    │
//   └───────────┴────────┴───────
import { Errno } from "../../wasi/errno";
import { poll_oneoff } from "../../wasi/preview1";
import { Descriptor, Direction } from "../descriptor";
import { makeDue } from "../due";
import { subscribe, SUBSCRIPTION, TAG, writeClock } from "./subscription";

// @ts-ignore: decorator
@inline const EVENT: usize = 32;
// @ts-ignore: decorator
@inline const EVENT_ERRNO: usize = 8;

/** Userdata of the descriptor that is always writable, and of one that is looked at. */
// @ts-ignore: decorator
@inline const SENTINEL: i64 = -1;
// @ts-ignore: decorator
@inline const LOOK: i64 = -2;
/** `wait` without it. */
export const NO_SENTINEL: i32 = -1;

/** In memory of their own: `capacity` subscriptions, events and watchers. */
let capacity: i32 = 16;
// @ts-ignore: decorator
@lazy let subscriptions: usize = heap.alloc(16 * SUBSCRIPTION);
// @ts-ignore: decorator
@lazy let events: usize = heap.alloc(16 * EVENT);
// @ts-ignore: decorator
@lazy let watchers = new StaticArray<Descriptor | null>(16);
let count: i32 = 0;

// @ts-ignore: decorator
@lazy const handled = memory.data(4);
/** Where subscriptions are kept whose places the clock and the sentinel take. */
// @ts-ignore: decorator
@lazy const displaced = memory.data(96, 8);

/** How many slots are watched. */
export function size(): i32 { return count; }

function grow(): void {
  capacity *= 2;
  subscriptions = heap.realloc(subscriptions, <usize>capacity * SUBSCRIPTION);
  events = heap.realloc(events, <usize>capacity * EVENT);
  const more = new StaticArray<Descriptor | null>(capacity);
  for (let i = 1; i <= count; i++) more[i] = watchers[i];
  watchers = more;
}

// @ts-ignore: decorator
@inline function at(slot: i32): usize { return subscriptions + <usize>slot * SUBSCRIPTION; }

// @ts-ignore: decorator
@inline function directionOf(slot: i32): Direction { return <Direction>load<u8>(at(slot), TAG); }

function setSlot(descriptor: Descriptor, direction: Direction, slot: i32): void {
  if (direction == Direction.READ) descriptor.readSlot = slot;
  else descriptor.writeSlot = slot;
}

/** Adds a subscription. */
export function add(descriptor: Descriptor, direction: Direction): void {
  if (count + 5 > capacity) grow();
  const slot = ++count;
  subscribe(at(slot), slot, <u8>direction, descriptor.fd);
  unchecked(watchers[slot] = descriptor);
  setSlot(descriptor, direction, slot);
}

/** Empties a slot. The gap stays, until `close`. */
function take(slot: i32): Descriptor {
  const descriptor = unchecked(watchers[slot])!;
  setSlot(descriptor, directionOf(slot), 0);
  unchecked(watchers[slot] = null);
  return descriptor;
}

/** Moves the last subscription to an empty slot. */
function close(slot: i32): void {
  while (count && !unchecked(watchers[count])) count--;
  if (slot >= count || unchecked(watchers[slot])) return;
  const last = unchecked(watchers[count])!;
  memory.copy(at(slot), at(count), SUBSCRIPTION);
  store<i64>(at(slot), slot);
  unchecked(watchers[slot] = last);
  unchecked(watchers[count--] = null);
  setSlot(last, directionOf(slot), slot);
}

/** Removes a subscription. */
export function remove(slot: i32): void {
  take(slot);
  close(slot);
}

/** Counts a subscription that the host cannot poll as ready, from now on. */
export function giveUp(slot: i32): void {
  const direction = directionOf(slot), descriptor = take(slot);
  descriptor.always |= direction;
  makeDue(descriptor, direction);
  close(slot);
}

/**
 * Waits for an event of the slots from `first` to `last`, and makes those due that have one.
 * @param timeout nanoseconds, cut to what every host takes
 * @param sentinel a descriptor that is always writable: then the host does not wait, though the clock be slow
 * @returns errno of the whole call
 */
export function wait(first: i32, last: i32, timeout: i64, sentinel: i32): u32 {
  let length = last - first + 2;
  const start = at(first - 1), end = at(last + 1);
  memory.copy(displaced, start, SUBSCRIPTION);
  writeClock(start, timeout);
  if (sentinel != NO_SENTINEL) {
    memory.copy(displaced + SUBSCRIPTION, end, SUBSCRIPTION);
    subscribe(end, SENTINEL, <u8>Direction.WRITE, sentinel);
    length++;
  }
  const errno = poll_oneoff(start, events, length, handled);
  memory.copy(start, displaced, SUBSCRIPTION);
  if (sentinel != NO_SENTINEL) memory.copy(end, displaced + SUBSCRIPTION, SUBSCRIPTION);
  if (!errno) collect(first, last, <i32>min<u32>(load<u32>(handled), length));
  return errno;
}

function collect(first: i32, last: i32, length: i32): void {
  const end = events + <usize>length * EVENT;
  for (let event = events; event < end; event += EVENT) {
    const slot = load<i64>(event), errno = load<u16>(event, EVENT_ERRNO);
    if (slot < first || slot > last || !unchecked(watchers[<i32>slot]) || errno == Errno.AGAIN) continue;
    const direction = directionOf(<i32>slot), descriptor = take(<i32>slot);
    // What is wrong with it, the call that it is watched for will say.
    if (errno) descriptor.always |= direction;
    makeDue(descriptor, direction);
  }
  for (let event = events; event < end; event += EVENT) {
    const slot = load<i64>(event);
    if (slot >= first && slot <= last) close(<i32>slot);
  }
}

/**
 * Whether a descriptor proves to be ready, without being watched; waits for `timeout` nanoseconds at most.
 * @param sentinel a descriptor that is always writable: then the host does not wait
 */
export function isReady(fd: i32, direction: Direction, timeout: i64, sentinel: i32): bool {
  const start = at(count + 1);
  writeClock(start, timeout);
  subscribe(start + SUBSCRIPTION, LOOK, <u8>direction, fd);
  subscribe(start + 2 * SUBSCRIPTION, SENTINEL, <u8>Direction.WRITE, sentinel);
  if (poll_oneoff(start, events, sentinel == NO_SENTINEL ? 2 : 3, handled)) return false;
  for (let i: usize = 0; i < load<u32>(handled); i++) {
    const event = events + i * EVENT;
    if (load<i64>(event) == LOOK) return !load<u16>(event, EVENT_ERRNO);
  }
  return false;
}
