// The descriptors' part of the reactor: what is watched, and what to do where a host cannot.
import { Descriptor, Direction } from "../descriptor";
import { addDescriptors, sleep } from "../wasip1";
import * as batch from "./batch";
import { anyDue, anyPressing, makeDue, runDue } from "./due";

/** How long to wait before trying again where the host gives no event, in nanoseconds. */
// @ts-ignore: decorator
@inline const PAUSE: i64 = 1_000_000;
/** How many operations may be done at once, without waiting, between two polls. */
// @ts-ignore: decorator
@inline const CREDIT: i32 = 32;
let credit: i32 = CREDIT;

/** A standard stream that makes a poll return at once, or `NO_SENTINEL`. */
let sentinel: i32 = batch.NO_SENTINEL;
let soughtSentinel = false;
let tellsWritable = false;

/** Tells a descriptor, in a later `poll`, when it is ready. It is not watched for that direction yet. */
export function watch(descriptor: Descriptor, direction: Direction): void {
  addDescriptors(poll, none);
  if (descriptor.always & direction) makeDue(descriptor, direction);
  else batch.add(descriptor, direction);
}

/** Tells a descriptor in the next `poll`. */
export function defer(descriptor: Descriptor, direction: Direction): void {
  addDescriptors(poll, none);
  makeDue(descriptor, direction);
}

/** Tells a descriptor after a pause: it was said to be ready, and was not. */
export function retry(descriptor: Descriptor, direction: Direction): void {
  addDescriptors(poll, none);
  makeDue(descriptor, direction, true);
}

/** Ends what `watch`, `defer` and `retry` began for some directions. For all, before the descriptor is closed. */
export function unwatch(descriptor: Descriptor, directions: i32 = Direction.READ | Direction.WRITE): void {
  if (directions & Direction.READ && descriptor.readSlot) batch.remove(descriptor.readSlot);
  if (directions & Direction.WRITE && descriptor.writeSlot) batch.remove(descriptor.writeSlot);
  descriptor.due &= ~directions;
}

/**
 * Whether an operation that need not wait may be done at once. Not without end: a task whose operations never wait would
 * keep timers and the other descriptors from being seen. Refused, it is to be deferred.
 */
export function takeCredit(): bool {
  return --credit >= 0;
}

/**
 * Whether the host tells when something can be written to. One that does not, wazero, says of each socket that it is ready,
 * after the whole timeout: there sockets have to count as always ready, and are tried at each pause.
 */
export function canPollSockets(): bool {
  if (!soughtSentinel) findSentinel();
  return tellsWritable;
}

const none = (): bool => !batch.size() && !anyDue();

const poll = (timeout: i64): i32 => {
  credit = CREDIT;
  if (anyDue()) timeout = anyPressing() ? 0 : min(timeout, PAUSE);
  if (batch.size()) waitForEvents(timeout);
  else if (timeout > 0) sleep(timeout);
  return runDue();
};

function waitForEvents(timeout: i64): void {
  if (timeout <= 0) {
    if (!soughtSentinel) findSentinel();
    if (sentinel != batch.NO_SENTINEL) {
      if (!batch.wait(1, batch.size(), 0, sentinel)) return;
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
  if (batch.isWritable(1)) sentinel = 1;
  else if (batch.isWritable(2)) sentinel = 2;
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
