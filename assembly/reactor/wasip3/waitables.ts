// Events of descriptors on WASI 0.3. What is begun goes on when it is no longer watched: the descriptor keeps what comes of it.
//
//   add() ──▶ begin() ──▶ a waitable that an event will come for; 0: it need not wait, and is due
//     └ while several descriptors have their turn: with the next poll
//   event     descriptor.complete(), and those are due that watch it
//
// To begin is to ask the host, which costs a look at the socket and, if there is nothing yet, an event later. Between two turns the
// host takes note of what has come. So what is watched while there is much to do is asked for behind the other descriptors' turns:
// half of all reads of a busy server are done at once then.
//
// A waitable stays in the set from when it is first waited for. Several may watch the same: descriptors of standard input.
//
//    heads     waitable ──▶ slot of the first that watches it; 0: none. Of 0: what is yet to begin, the last one first
//    slots     watcher, waitable, slot of the next one of the same waitable; of free slots, of the next free one
import { Event, join } from "../../component/waitable";
import { Descriptor, Direction } from "../descriptor";
import { countDue, makeDue, press } from "../due";
import { onEvent, takeEvents, theSet, waitForEvent } from "../wasip3";

/** By waitable, whose handles are small numbers: who is told what has come of it; null: it is not in the set. */
// @ts-ignore: decorator
@lazy const owners: Array<Descriptor | null> = [null];
// @ts-ignore: decorator
@lazy const heads: i32[] = [0];
/** By slot; 0 is none. */
// @ts-ignore: decorator
@lazy const watchers: Array<Descriptor | null> = [null];
// @ts-ignore: decorator
@lazy const waitables: i32[] = [0];
// @ts-ignore: decorator
@lazy const nexts: i32[] = [0];
let free: i32 = 0;
let count: i32 = 0;
/** Whether what is watched is to begin with the next poll: the last one had more than one descriptor to tell. */
let isCrowded: bool = false;
/**
 * After how many polls in a row for which it was so it is not. With no such limit some connections of 64 had to wait longer and
 * longer: wasmtime 49 seems not to see to all its sockets as long as a program never waits for an event.
 */
// @ts-ignore: decorator
@inline const LONGEST: i32 = 2;
/** How many there were. */
let crowded: i32 = 0;

/** How many slots are in use. */
export function size(): i32 { return count; }

/** Watches a descriptor for a direction. */
export function add(descriptor: Descriptor, direction: Direction): void {
  const slot = newSlot();
  watchers[slot] = descriptor;
  if (direction == Direction.READ) descriptor.readSlot = slot;
  else descriptor.writeSlot = slot;
  if (isCrowded) {
    link(slot, 0);
    press();
  } else begin(slot);
}

/** Makes a slot the first of a waitable; of 0, if it is yet to begin. */
function link(slot: i32, waitable: i32): void {
  waitables[slot] = waitable;
  nexts[slot] = unchecked(heads[waitable]);
  heads[waitable] = slot;
}

function begin(slot: i32): void {
  const descriptor = unchecked(watchers[slot])!, direction = directionOf(slot), waitable = descriptor.begin(direction);
  if (!waitable) {
    makeDue(descriptor, direction);
    empty(slot);
    return;
  }
  onEvent(deliver);
  while (owners.length <= waitable) {
    owners.push(null);
    heads.push(0);
  }
  if (unchecked(owners[waitable]) === null) join(waitable, theSet());
  owners[waitable] = descriptor;
  link(slot, waitable);
}

/** Begins what is yet to begin, in the order in which it was added. */
function beginRest(): void {
  let first = 0;
  for (let slot = heads[0]; slot; ) {
    const next = unchecked(nexts[slot]);
    nexts[slot] = first;
    first = slot;
    slot = next;
  }
  heads[0] = 0;
  while (first) {
    const next = unchecked(nexts[first]);
    begin(first);
    first = next;
  }
}

function newSlot(): i32 {
  count++;
  const slot = free;
  if (slot) {
    free = unchecked(nexts[slot]);
    return slot;
  }
  watchers.push(null);
  waitables.push(0);
  return nexts.push(0) - 1;
}

function directionOf(slot: i32): Direction {
  return unchecked(watchers[slot])!.readSlot == slot ? Direction.READ : Direction.WRITE;
}

/** Empties a slot that is in no list any more. */
function empty(slot: i32): void {
  const descriptor = unchecked(watchers[slot])!;
  if (directionOf(slot) == Direction.READ) descriptor.readSlot = 0;
  else descriptor.writeSlot = 0;
  watchers[slot] = null;
  nexts[slot] = free;
  free = slot;
  count--;
}

/** Watches no longer what has this slot. */
export function remove(slot: i32): void {
  const waitable = waitables[slot], next = nexts[slot];
  let before = 0;
  for (let at = heads[waitable]; at != slot; at = nexts[at]) before = at;
  if (before) nexts[before] = next;
  else heads[waitable] = next;
  empty(slot);
}

/** Takes a waitable out of the set, before it is dropped, or what it does is called off. */
export function forget(waitable: i32): void {
  if (waitable >= owners.length || owners[waitable] === null) return;
  owners[waitable] = null;
  join(waitable, 0);
}

// Lazy: the targets that it is not for must not import what it calls.
// @ts-ignore: decorator
@lazy const deliver = (event: Event, waitable: i32, code: i32): void => {
  const isWrite = event == Event.STREAM_WRITE || event == Event.FUTURE_WRITE;
  const owner = waitable < owners.length ? unchecked(owners[waitable]) : null;
  if (owner === null) return; // a bell (`http/wasip3/bell.ts`): that it has rung, its task knows
  owner.complete(isWrite ? Direction.WRITE : Direction.READ, code);
  let slot = unchecked(heads[waitable]);
  heads[waitable] = 0;
  while (slot) {
    const next = unchecked(nexts[slot]);
    makeDue(unchecked(watchers[slot])!, directionOf(slot));
    empty(slot);
    slot = next;
  }
};

/** Waits for events for at most `timeout` nanoseconds, and makes those due that have one. */
export function wait(timeout: i64): void {
  beginRest();
  if (timeout > 0) waitForEvent(timeout);
  takeEvents();
  crowded = isCrowded ? crowded + 1 : 0;
  isCrowded = countDue() > 1 && crowded < LONGEST;
}
