// UTF-8, decoded as WHATWG's Encoding Standard has it: what is not UTF-8 becomes U+FFFD, and nothing is lost or read
// beyond the end. (AssemblyScript's own `String.UTF8.decode` makes no check.)

// @ts-ignore: decorator
@inline const REPLACEMENT: u32 = 0xfffd;

/** Eight bytes of ASCII? */
// @ts-ignore: decorator
@inline function isAscii(word: u64): bool {
  return !(word & 0x8080808080808080);
}

/** Decodes `length` bytes at `start`. */
export function decodeBytes(start: usize, length: usize): string {
  // A byte gives at most one unit of UTF-16.
  const text = __new(length << 1, idof<string>());
  const end = start + length;
  let from = start, to = text;
  while (from < end) {
    while (from + 8 <= end && isAscii(load<u64>(from))) {
      for (let i: usize = 0; i < 8; i++) store<u16>(to + (i << 1), load<u8>(from + i));
      from += 8;
      to += 16;
    }
    if (from >= end) break;
    const lead = <u32>load<u8>(from++);
    if (lead < 0x80) {
      store<u16>(to, lead);
      to += 2;
      continue;
    }
    // Encoding Standard, 8.1.1: the first continuation byte has narrower bounds after four of the lead bytes.
    let lower: u32 = 0x80, upper: u32 = 0xbf, needed = 0, point: u32 = 0;
    if (lead >= 0xc2 && lead <= 0xdf) {
      needed = 1;
      point = lead & 0x1f;
    } else if (lead >= 0xe0 && lead <= 0xef) {
      needed = 2;
      point = lead & 0x0f;
      if (lead == 0xe0) lower = 0xa0;
      else if (lead == 0xed) upper = 0x9f;
    } else if (lead >= 0xf0 && lead <= 0xf4) {
      needed = 3;
      point = lead & 0x07;
      if (lead == 0xf0) lower = 0x90;
      else if (lead == 0xf4) upper = 0x8f;
    } else point = REPLACEMENT;
    for (; needed; needed--) {
      const byte: u32 = from < end ? load<u8>(from) : 0;
      if (byte < lower || byte > upper) {
        point = REPLACEMENT;
        break;
      }
      from++;
      point = (point << 6) | (byte & 0x3f);
      lower = 0x80;
      upper = 0xbf;
    }
    if (point < 0x10000) {
      store<u16>(to, point);
      to += 2;
    } else {
      point -= 0x10000;
      store<u16>(to, 0xd800 | (point >> 10));
      store<u16>(to, 0xdc00 | (point & 0x3ff), 2);
      to += 4;
    }
  }
  return changetype<string>(__renew(text, to - text));
}

/** Decodes the bytes at `start` up to the first 0. */
export function decodeTerminated(start: usize): string {
  let end = start;
  while (load<u8>(end)) end++;
  return decodeBytes(start, end - start);
}

/** Encodes a string; half a surrogate pair becomes U+FFFD. */
export function encode(text: string): ArrayBuffer {
  return String.UTF8.encode(text, false, String.UTF8.ErrorMode.REPLACE);
}

/** How many bytes `encode` makes of a string. */
export function encodedLength(text: string): i32 {
  const length = text.length, start = changetype<usize>(text), end = start + (<usize>length << 1);
  let at = start;
  while (at + 8 <= end && !(load<u64>(at) & 0xff80ff80ff80ff80)) at += 8;
  while (at < end && load<u16>(at) < 0x80) at += 2;
  return at == end ? length : String.UTF8.byteLength(text);
}

/** `encode` to an address where there is room for all of it. */
export function encodeTo(to: usize, text: string): void {
  String.UTF8.encodeUnsafe(changetype<usize>(text), text.length, to, false, String.UTF8.ErrorMode.REPLACE);
}
