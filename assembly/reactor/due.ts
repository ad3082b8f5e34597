// The descriptors whose turn it is at the next poll: the host said so, or cannot say.
import { Descriptor, Direction } from "./descriptor";

/** How long to wait before trying again where the host gives no event, in nanoseconds. */
// @ts-ignore: decorator
@inline export const PAUSE: i64 = 1_000_000;

// @ts-ignore: decorator
@lazy const list = new Array<Descriptor>();
/** The next poll need not wait for some of them, or for what a back end has yet to do. */
let pressing = false;

/** Whether any descriptor is due. */
export function anyDue(): bool { return list.length > 0; }

/** How many are. */
export function countDue(): i32 { return list.length; }

/** Whether the next poll must not wait. */
export function anyPressing(): bool { return pressing; }

/** Has the next poll not wait. */
export function press(): void { pressing = true; }

/** Puts a descriptor on the list. `soon`: after a pause, to try again. */
export function makeDue(descriptor: Descriptor, direction: Direction, soon: bool = false): void {
  if (!descriptor.due) list.push(descriptor);
  descriptor.due |= direction;
  if (!soon) pressing = true;
}

/** Tells those that are on the list; what they add is for the next time. Returns how many directions were due. */
export function runDue(): i32 {
  const count = list.length;
  pressing = false;
  if (!count) return 0;
  let handled = 0;
  for (let i = 0; i < count; i++) {
    const descriptor = unchecked(list[i]), directions = descriptor.due;
    descriptor.due = 0;
    if (directions & Direction.READ) {
      descriptor.onReady(Direction.READ);
      handled++;
    }
    if (directions & Direction.WRITE) {
      descriptor.onReady(Direction.WRITE);
      handled++;
    }
  }
  const left = list.length - count;
  for (let i = 0; i < left; i++) unchecked(list[i] = list[count + i]);
  list.length = left;
  return handled;
}
