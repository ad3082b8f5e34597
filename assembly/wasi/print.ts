// Writing text at once, without the executor and without allocating: for the console, `abort` and `trace`, which must
// work anywhere, out of memory too.
import { keep } from "../hosted/output";
import { Errno } from "./errno";
import { writeBytes } from "./calls";
import { Clock, poll_oneoff } from "./preview1";

/** Bytes that go to the host in one write, unless the text is longer. */
// @ts-ignore: decorator
@inline const ROOM: usize = 1024;
// @ts-ignore: decorator
@lazy const room = memory.data(1024);
// @ts-ignore: decorator
@lazy let used: usize = 0;
// @ts-ignore: decorator
@lazy let target: i32 = 2;

/** Text that follows goes to this descriptor. Each text ends with `printEnd`. */
export function printTo(fd: i32): void {
  target = fd;
  used = 0;
}

/** Prints the UTF-8 of a text; half a surrogate pair becomes U+FFFD. */
export function print(text: string): void {
  printUnits(changetype<usize>(text), text.length);
}

/** Prints the part of a text from `start` to `end`. */
export function printRange(text: string, start: i32, end: i32): void {
  printUnits(changetype<usize>(text) + (<usize>start << 1), end - start);
}

/** Prints the UTF-8 of `length` units of UTF-16. */
export function printUnits(from: usize, length: i32): void {
  const end = from + (<usize>length << 1);
  while (from < end) {
    // The room is filled in pieces of whole characters: a unit takes at most 3 bytes.
    let piece = min(end, from + ((ROOM - used) / 3 << 1));
    if (piece < end && piece > from && (load<u16>(piece - 2) & 0xfc00) == 0xd800) piece -= 2;
    if (piece > from) {
      used += String.UTF8.encodeUnsafe(from, <i32>(piece - from) >> 1, room + used, false, String.UTF8.ErrorMode.REPLACE);
      from = piece;
    } else flush();
  }
}

/** Prints a decimal number. */
export function printNumber(value: u32): void {
  if (used + 10 > ROOM) flush();
  let digits = 1;
  for (let rest = value; rest >= 10; rest /= 10) digits++;
  used += digits;
  for (let at = room + used; digits; digits--, value /= 10) store<u8>(--at, 0x30 + value % 10);
}

/** Ends the line, and writes what was printed. */
export function printEnd(): void {
  if (used == ROOM) flush();
  store<u8>(room + used++, 0x0a);
  flush();
}

/** Writes everything, however little of it the host takes at a time. What cannot be written is dropped, as Node does. */
function flush(): void {
  let from = room;
  const end = room + used;
  used = 0;
  if (isDefined(POLLEN_HOSTED)) {
    keep(target, from, end - from);
    return;
  }
  while (from < end) {
    const written = writeBytes(target, from, end - from);
    if (written == -<i32>Errno.AGAIN) rest();
    else if (written <= 0 && written != -<i32>Errno.INTR) return;
    else if (written > 0) from += written;
  }
}

//    0           8      16         24          32           40       48            80
//   ┌───────────┬──────┬──────────┬───────────┬────────────┬────────┬─────────────┬─────────┐
//   │ userdata  │ tag  │ clock    │ timeout   │ precision  │ flags  │ event       │ handled │
//   └───────────┴──────┴──────────┴───────────┴────────────┴────────┴─────────────┴─────────┘
// @ts-ignore: decorator
@lazy const pause = memory.data(84, 8);

/** Waits for a millisecond: the descriptor does not block, and it is full. */
function rest(): void {
  store<u32>(pause, Clock.MONOTONIC, 16);
  store<u64>(pause, 1_000_000, 24);
  poll_oneoff(pause, pause + 48, 1, pause + 80);
}
