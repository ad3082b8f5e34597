// Writing text at once, without the executor and without allocating: for the console, `abort` and `trace`, which must
// work anywhere, out of memory too.
import { keep } from "../hosted/output";
import { Errno } from "./errno";
import { waitForClock, writeOnce } from "./calls";

/** Bytes that go to the host in one write, unless the text is longer. */
// @ts-ignore: decorator
@inline const ROOM: usize = 1024;
// @ts-ignore: decorator
@lazy const room = memory.data(1024);
// @ts-ignore: decorator
@lazy let used: usize = 0;
// @ts-ignore: decorator
@lazy let target: i32 = 2;

/** Text that follows goes to this descriptor. Each text ends with `printEnd`, before any other begins. */
export function printTo(fd: i32): void { target = fd; }

/** Prints the UTF-8 of a text; half a surrogate pair becomes U+FFFD. */
export function print(text: string): void {
  printUnits(changetype<usize>(text), text.length);
}

/** The address of a text of the library's, which `printText` takes: a constant (src/compiler/texts.ts). */
// @ts-ignore: decorator
@global declare function __text(text: string): usize;

/** Prints a text of the library's: ASCII, with a 0 behind it. */
export function printText(text: usize): void {
  for (let unit: u32; (unit = load<u8>(text)); text++) printPoint(unit);
}

/** Prints the part of a text from `start` to `end`. */
export function printRange(text: string, start: i32, end: i32): void {
  printUnits(changetype<usize>(text) + (<usize>start << 1), end - start);
}

/** Prints the UTF-8 of `length` units of UTF-16. */
export function printUnits(from: usize, length: i32): void {
  for (const end = from + (<usize>length << 1); from < end;) {
    let point: u32 = load<u16>(from);
    from += 2;
    if ((point & 0xf800) == 0xd800) {
      const next: u32 = point < 0xdc00 && from < end ? load<u16>(from) : 0;
      if ((next & 0xfc00) == 0xdc00) {
        point = (point << 10) + next - ((0xd800 << 10) + 0xdc00 - 0x10000);
        from += 2;
      } else point = 0xfffd;
    }
    printPoint(point);
  }
}

/** Prints a code point: whole, for what reads it piece by piece. */
function printPoint(point: u32): void {
  if (used > ROOM - 4) flush();
  encode(point, 0x80);
}

/**
 * Writes the UTF-8 of a code point, or its first bytes.
 * @param limit what is less fits into one byte: 2^7 of a whole code point, 2^5, 2^4 or 2^3 of what leads 1, 2 or 3 more bytes
 */
function encode(point: u32, limit: u32): void {
  let byte = point - 2 * limit; // that many ones lead, and a zero
  if (point >= limit) {
    encode(point >> 6, limit >> (limit < 0x80 ? 1 : 2));
    byte = 0x80 | (point & 0x3f);
  }
  store<u8>(room + used++, byte);
}

/** Prints a decimal number. */
export function printNumber(value: u32): void {
  if (value >= 10) printNumber(value / 10);
  printPoint(0x30 + value % 10);
}

/** Ends the line, and writes what was printed. */
export function printEnd(): void {
  printPoint(0x0a);
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
    const written = writeOnce(target, from, end - from);
    if (written > 0) from += written;
    else if (written == -<i32>Errno.AGAIN) waitForClock(1_000_000); // a descriptor that does not block, and is full
    else if (written != -<i32>Errno.INTR) return;
  }
}
