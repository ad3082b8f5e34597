// How a back end tells when descriptors are ready; this file picks the one of the target that is built for. `hosted` has none:
// its descriptors are always ready.
import { Descriptor, Direction } from "./descriptor";
import * as wasip1 from "./wasip1/descriptors";
import * as wasip2 from "./wasip2/pollables";
import * as wasip3 from "./wasip3/waitables";

/** Watches a descriptor for a direction, and puts that into its slot: a number from 1 on. */
export function add(descriptor: Descriptor, direction: Direction): void {
  if (isDefined(POLLEN_HOSTED)) return;
  if (isDefined(POLLEN_WASIP3)) wasip3.add(descriptor, direction);
  else if (isDefined(POLLEN_WASIP2)) wasip2.add(descriptor, direction);
  else wasip1.add(descriptor, direction);
}

/** Watches no longer what has this slot. */
export function remove(slot: i32): void {
  if (isDefined(POLLEN_HOSTED)) return;
  if (isDefined(POLLEN_WASIP3)) wasip3.remove(slot);
  else if (isDefined(POLLEN_WASIP2)) wasip2.remove(slot);
  else wasip1.remove(slot);
}

/**
 * Whether a descriptor can be read, as far as can be told without waiting; it is not watched for that. A host that reads for
 * its programs begins to.
 */
export function isReadable(descriptor: Descriptor): bool {
  if (isDefined(POLLEN_HOSTED)) return true;
  if (isDefined(POLLEN_WASIP3)) return !descriptor.begin(Direction.READ);
  return isDefined(POLLEN_WASIP2) ? wasip2.isReadable(descriptor) : wasip1.isReadable(descriptor);
}

/** How many slots are in use. */
export function size(): i32 {
  if (isDefined(POLLEN_HOSTED)) return 0;
  if (isDefined(POLLEN_WASIP3)) return wasip3.size();
  return isDefined(POLLEN_WASIP2) ? wasip2.size() : wasip1.size();
}

/** Waits for events for at most `timeout` nanoseconds, and makes those due that have one: their slots are free again. */
export function wait(timeout: i64): void {
  if (isDefined(POLLEN_HOSTED)) return;
  if (isDefined(POLLEN_WASIP3)) wasip3.wait(timeout);
  else if (isDefined(POLLEN_WASIP2)) wasip2.wait(timeout);
  else wasip1.wait(timeout);
}
