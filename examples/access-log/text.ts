/**
 * Whether a range of bytes is well-formed UTF-8 (Unicode, table 3-7) without control characters except the tab.
 * Servers escape both, so a line that holds them is damaged; and a report must not carry them to a terminal.
 */
export function isPlainText(bytes: Uint8Array, start: i32, end: i32): bool {
  let at = start;
  while (at < end) {
    const lead: i32 = unchecked(bytes[at++]);
    if (lead < 0x80) {
      if ((lead < 0x20 && lead != 0x09) || lead == 0x7f) return false;
      continue;
    }
    if (lead < 0xc2 || lead > 0xf4) return false;
    const more = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    if (end - at < more) return false;
    const second: i32 = unchecked(bytes[at]);
    if (lead == 0xe0 && second < 0xa0) return false; // overlong
    if (lead == 0xed && second > 0x9f) return false; // surrogate
    if (lead == 0xf0 && second < 0x90) return false; // overlong
    if (lead == 0xf4 && second > 0x8f) return false; // above U+10FFFF
    for (let i = 0; i < more; i++) {
      if ((unchecked(bytes[at++]) & 0xc0) != 0x80) return false;
    }
  }
  return true;
}
