// IP addresses as text: IPv4 in dotted decimals (RFC 6943 3.1.1, strict), IPv6 read by RFC 4291 2.2 and written by
// RFC 5952. Addresses are their bytes, in the order of the network: 4 or 16.

const DOT: i32 = 0x2e, COLON: i32 = 0x3a, ZERO: i32 = 0x30;

/** The bytes of an address, or null if it is none. Zones (`%eth0`) and brackets are no part of one. */
export function parseIp(text: string): StaticArray<u8> | null {
  return text.includes(":") ? parseIpv6(text) : parseIpv4(text);
}

/** An address as text; the empty string of no bytes. */
export function formatIp(bytes: StaticArray<u8>): string {
  if (bytes.length == 4) return formatIpv4(bytes, 0);
  return bytes.length == 16 ? formatIpv6(bytes) : "";
}

/** Four numbers up to 255. Without zeros in front: some read those as octal numbers. */
function parseIpv4(text: string): StaticArray<u8> | null {
  const bytes = new StaticArray<u8>(4);
  let at = 0, value = -1;
  for (let i = 0; i <= text.length; i++) {
    const char = i < text.length ? text.charCodeAt(i) : DOT;
    if (char == DOT) {
      if (value < 0 || at == 4) return null;
      bytes[at++] = <u8>value;
      value = -1;
    } else {
      const digit = char - ZERO;
      if (digit < 0 || digit > 9 || value == 0) return null;
      value = max(value, 0) * 10 + digit;
      if (value > 255) return null;
    }
  }
  return at == 4 ? bytes : null;
}

function parseIpv6(text: string): StaticArray<u8> | null {
  const bytes = new StaticArray<u8>(16);
  let at = 0, gap = -1, i = 0;
  if (text.startsWith("::")) {
    gap = 0;
    i = 2;
  }
  while (i < text.length) {
    if (at == 16) return null;
    let end = text.indexOf(":", i);
    if (end < 0) end = text.length;
    const group = text.substring(i, end);
    if (end == text.length && group.includes(".")) {
      const last = parseIpv4(group);
      if (last === null || at > 12) return null;
      for (let n = 0; n < 4; n++) bytes[at++] = last[n];
      break;
    }
    const value = hexOf(group);
    if (value < 0) return null;
    bytes[at++] = <u8>(value >> 8);
    bytes[at++] = <u8>value;
    if (end == text.length) break;
    i = end + 1;
    if (i == text.length) return null; // a single colon at the end
    if (text.charCodeAt(i) == COLON) {
      if (gap >= 0) return null;
      gap = at;
      i++;
    }
  }
  if (gap < 0) return at == 16 ? bytes : null;
  if (at > 14) return null; // a gap stands for one group at least
  const moved = at - gap;
  for (let n = 1; n <= moved; n++) {
    bytes[16 - n] = bytes[at - n];
    bytes[at - n] = 0;
  }
  return bytes;
}

/** The value of one to four hexadecimal digits; -1 if they are none. */
function hexOf(text: string): i32 {
  if (!text.length || text.length > 4) return -1;
  let value = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i), letter = (char | 0x20) - 0x61; // "a"
    const digit = char >= ZERO && char <= ZERO + 9 ? char - ZERO : letter >= 0 && letter < 6 ? letter + 10 : -1;
    if (digit < 0) return -1;
    value = value << 4 | digit;
  }
  return value;
}

function formatIpv4(bytes: StaticArray<u8>, at: i32): string {
  return bytes[at].toString() + "." + bytes[at + 1].toString() + "." + bytes[at + 2].toString() + "." + bytes[at + 3].toString();
}

// @ts-ignore: decorator
@inline function groupAt(bytes: StaticArray<u8>, group: i32): i32 { return <i32>bytes[group * 2] << 8 | bytes[group * 2 + 1]; }

/** RFC 5952: the first of the longest runs of two or more zero groups is left out; IPv4-mapped ones end in dots. */
function formatIpv6(bytes: StaticArray<u8>): string {
  let start = -1, length = 1;
  for (let i = 0; i < 8; i++) {
    let end = i;
    while (end < 8 && !groupAt(bytes, end)) end++;
    if (end - i > length) {
      start = i;
      length = end - i;
    }
    i = max(i, end - 1);
  }
  if (start == 0 && length == 5 && groupAt(bytes, 5) == 0xffff) return "::ffff:" + formatIpv4(bytes, 12);
  let text = "";
  for (let i = 0; i < 8; i++) {
    if (i == start) {
      text += "::";
      i += length - 1;
    } else text += (i && !text.endsWith(":") ? ":" : "") + groupAt(bytes, i).toString(16);
  }
  return text;
}
