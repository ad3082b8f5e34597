// Events of descriptors on `poll_oneoff`, and what to do where a host cannot tell them.
import { Descriptor, Direction } from "../descriptor";
import { anyDue, PAUSE } from "../due";
import { sleep } from "../wasip1";
import * as batch from "./batch";
export { add, remove, size } from "./batch";

/**
 * Clock of a look that must not wait, in nanoseconds: should the sentinel not be writable after all. wasmtime has its timers in
 * a thread, which a clock wakes that is nearer than those before it.
 */
// @ts-ignore: decorator
@inline const LOOK: i64 = 1_000_000_000;

/** A standard stream that makes a poll return at once, or `NO_SENTINEL`. */
let sentinel: i32 = batch.NO_SENTINEL;
let soughtSentinel = false;
let tellsWritable = false;

/**
 * Whether the host tells when something can be written to. One that does not, wazero, says of each socket that it is ready,
 * after the whole timeout: there sockets have to count as always ready, and are tried at each pause.
 */
export function canPollSockets(): bool {
  if (!soughtSentinel) findSentinel();
  return tellsWritable;
}

/** Whether a descriptor can be read, where that can be told without waiting. It is not watched for that. */
export function isReadable(descriptor: Descriptor): bool {
  if (!soughtSentinel) findSentinel();
  return sentinel != batch.NO_SENTINEL && batch.isReady(descriptor.fd, Direction.READ, LOOK, sentinel);
}

/** Waits for events for at most `timeout` nanoseconds, and makes those due that have one. Something is watched. */
export function wait(timeout: i64): void {
  if (timeout <= 0) {
    if (!soughtSentinel) findSentinel();
    if (sentinel != batch.NO_SENTINEL) {
      if (!batch.wait(1, batch.size(), LOOK, sentinel)) return;
      sentinel = batch.NO_SENTINEL; // perhaps it was closed
    }
  }
  if (!batch.wait(1, batch.size(), timeout, batch.NO_SENTINEL)) return;
  isolate(1, batch.size());
  if (timeout > 0 && !anyDue()) sleep(min(timeout, PAUSE));
}

/**
 * Hosts count a clock of 1 ns as a millisecond when it is not alone (and 0 as forever), but return at once when
 * something is ready: standard output is, or standard error, wherever writability can be polled.
 */
function findSentinel(): void {
  soughtSentinel = true;
  if (batch.isReady(1, Direction.WRITE, 1, batch.NO_SENTINEL)) sentinel = 1;
  else if (batch.isReady(2, Direction.WRITE, 1, batch.NO_SENTINEL)) sentinel = 2;
  tellsWritable = sentinel != batch.NO_SENTINEL;
}

/** Finds the slots that make a whole call fail, and gives them up. The upper half first: removing moves the last slot. */
function isolate(first: i32, last: i32): void {
  if (!batch.wait(first, last, 0, batch.NO_SENTINEL)) return;
  if (first == last) {
    batch.giveUp(first);
    return;
  }
  const middle = (first + last) >> 1;
  isolate(middle + 1, last);
  isolate(first, middle);
}
