// The descriptors' part of the reactor, the same for every back end: what is watched, what is due, and how much may be done
// between two polls. It joins once a program uses a descriptor: one that only sleeps has no code for it.
import { Descriptor, Direction } from "./descriptor";
import { anyDue, anyPressing, makeDue, PAUSE, runDue } from "./due";
import * as events from "./events";
import { addDescriptors, sleep } from "./reactor";
export { isReadable } from "./events";

/** How many operations may be done at once, without waiting, between two polls, and one more for each event. */
// @ts-ignore: decorator
@inline const CREDIT: i32 = 32;
// @ts-ignore: decorator
@lazy let credit: i32 = CREDIT;

/** Tells a descriptor, in a later `poll`, when it is ready. It is not watched for that direction yet. */
export function watch(descriptor: Descriptor, direction: Direction): void {
  addDescriptors(poll, none);
  if (descriptor.always & direction) makeDue(descriptor, direction);
  else events.add(descriptor, direction);
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
  if (directions & Direction.READ && descriptor.readSlot) events.remove(descriptor.readSlot);
  if (directions & Direction.WRITE && descriptor.writeSlot) events.remove(descriptor.writeSlot);
  descriptor.due &= ~directions;
}

/**
 * Whether an operation that need not wait may be done at once. Not without end: a task whose operations never wait would
 * keep timers and the other descriptors from being seen. Refused, it is to be deferred.
 */
export function takeCredit(): bool {
  return --credit >= 0;
}

// @ts-ignore: decorator
@lazy const none = (): bool => !events.size() && !anyDue();

// @ts-ignore: decorator
@lazy const poll = (timeout: i64): i32 => {
  if (anyPressing()) timeout = 0;
  else if (anyDue()) timeout = min(timeout, PAUSE);
  if (events.size()) events.wait(timeout);
  else if (timeout > 0) sleep(timeout);
  const handled = runDue();
  credit = CREDIT + handled;
  return handled;
};
