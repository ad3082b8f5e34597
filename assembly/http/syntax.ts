// What RFC 9110 and RFC 9112 let bytes be. A class of characters is a set of ASCII in two words: 0 to 63 and 64 to 127.
// `at` and `end` are addresses of a buffer that the caller holds.

// @ts-ignore: decorator
@inline const SPACE: u32 = 0x20;
// @ts-ignore: decorator
@inline const TAB: u32 = 0x09;

// @ts-ignore: decorator
@inline function isIn(byte: u32, low: u64, high: u64): bool {
  return byte < 128 && <bool>((select<u64>(low, high, byte < 64) >> (byte & 63)) & 1);
}

/** RFC 9110 5.6.2: `tchar`, what methods and field names consist of. */
// @ts-ignore: decorator
@inline export function isTokenChar(byte: u32): bool { return isIn(byte, 0x3ff6cfa00000000, 0x57ffffffc7fffffe); }

/** Where the token at `at` ends. */
export function tokenEnd(at: usize, end: usize): usize {
  while (at < end && isTokenChar(load<u8>(at))) at++;
  return at;
}

/** In each byte the highest bit is set if the word has a byte below 32, or one that is 127: else none is. */
// @ts-ignore: decorator
@inline function controlsIn(word: u64): u64 {
  const deletes = word ^ 0x7f7f7f7f7f7f7f7f;
  return ((word - 0x2020202020202020) & ~word | (deletes - 0x0101010101010101) & ~deletes) & 0x8080808080808080;
}

/** RFC 9110 5.5: visible ASCII, bytes beyond ASCII, space and tab. Neither CR, LF and NUL, nor other controls. */
export function isFieldValue(at: usize, end: usize): bool {
  while (at + 8 <= end && !controlsIn(load<u64>(at))) at += 8;
  for (; at < end; at++) {
    const byte = <u32>load<u8>(at);
    if ((byte < SPACE && byte != TAB) || byte == 0x7f) return false;
  }
  return true;
}

// @ts-ignore: decorator
@inline function isTargetChar(byte: u32): bool { return isIn(byte, 0xfffffff600000000, 0x7fffffffffffffff); }

/** RFC 9112 3.2: visible ASCII. What RFC 3986 wants to be encoded is taken where browsers send it; a fragment is not. */
export function isTarget(at: usize, end: usize): bool {
  if (at == end) return false;
  for (; at < end; at++) if (!isTargetChar(load<u8>(at))) return false;
  return true;
}

/** RFC 3986 3.2.2 and 3.2.3: a host, which may be empty, and a port. No user information. */
export function isHost(text: string): bool {
  const length = text.length;
  let at = 0;
  if (length && text.charCodeAt(0) == 0x5b /* [ */) {
    const close = text.indexOf("]");
    if (close < 0) return false;
    for (at = 1; at < close; at++) {
      const byte = <u32>text.charCodeAt(at);
      if (!isHexDigit(byte) && byte != 0x3a /* : */ && byte != 0x2e /* . */) return false;
    }
    if (close == 1) return false;
    at = close + 1;
    if (at < length && text.charCodeAt(at) != 0x3a) return false;
  }
  for (; at < length && text.charCodeAt(at) != 0x3a; at++) {
    // unreserved, percent-encoded, sub-delims
    if (!isIn(text.charCodeAt(at), 0x2bff7ff200000000, 0x47fffffe87fffffe)) return false;
  }
  for (at++; at < length; at++) if (!isDigit(text.charCodeAt(at))) return false;
  return true;
}

// @ts-ignore: decorator
@inline export function isDigit(byte: u32): bool { return byte - 0x30 < 10; }

// @ts-ignore: decorator
@inline export function isHexDigit(byte: u32): bool { return hexDigit(byte) >= 0; }

/** Value of a hexadecimal digit, or -1. */
export function hexDigit(byte: u32): i32 {
  if (byte - 0x30 < 10) return byte - 0x30;
  const letter = byte | 0x20;
  return letter - 0x61 < 6 ? letter - 0x61 + 10 : -1;
}

// @ts-ignore: decorator
@inline function isBlank(byte: u32): bool { return byte == SPACE || byte == TAB; }

/** Where what is not space or tab (`OWS`) begins. */
export function skipBlank(at: usize, end: usize): usize {
  while (at < end && isBlank(load<u8>(at))) at++;
  return at;
}

/** Where what is not space or tab ends. */
export function trimBlank(at: usize, end: usize): usize {
  while (end > at && isBlank(load<u8>(end - 1))) end--;
  return end;
}

/** Bytes as text: Latin-1, as the Fetch Standard has it for field values. */
export function latin1(at: usize, end: usize): string {
  const text = changetype<string>(__new((end - at) << 1, idof<string>()));
  for (let to = changetype<usize>(text); at < end; at++, to += 2) store<u16>(to, load<u8>(at));
  return text;
}

/** Four characters of Latin-1 as bytes. */
// @ts-ignore: decorator
@inline function narrow(units: u64): u32 {
  const pairs = units | units >> 8;
  return <u32>(pairs & 0xffff | pairs >> 16 & 0xffff0000);
}

/** Writes text as Latin-1, as many bytes as it has characters; those beyond become "?". Four at a time where they can be. */
export function storeLatin1(to: usize, text: string): void {
  const start = changetype<usize>(text), end = start + (<usize>text.length << 1);
  let at = start;
  for (; at + 8 <= end; at += 8, to += 4) {
    const units = load<u64>(at);
    if (units & 0xff00ff00ff00ff00) break;
    store<u32>(to, narrow(units));
  }
  for (; at < end; at += 2, to++) {
    const char = <u32>load<u16>(at);
    store<u8>(to, char < 256 ? char : 0x3f);
  }
}

/** Whether the bytes are those of a text of Latin-1. */
export function equalsLatin1(at: usize, end: usize, text: string): bool {
  let unit = changetype<usize>(text);
  if (end - at != <usize>text.length) return false;
  for (; at + 4 <= end; at += 4, unit += 8) if (load<u32>(at) != narrow(load<u64>(unit))) return false;
  for (; at < end; at++, unit += 2) if (load<u8>(at) != load<u16>(unit)) return false;
  return true;
}

/**
 * Whether a token, as many bytes as a text of small letters and hyphens has, is that text but for the case of letters. (No other
 * character of a token becomes one of these with the bit set that tells small letters from capitals.)
 */
export function isName(at: usize, text: string): bool {
  const unit = changetype<usize>(text), length = <usize>text.length;
  for (let i: usize = 0; i < length; i++) if ((load<u8>(at + i) | 0x20) != load<u16>(unit + (i << 1))) return false;
  return true;
}

/** RFC 9112 2.3: "HTTP/" DIGIT "." DIGIT, at `at`. */
export function isVersion(at: usize): bool {
  return equalsLatin1(at, at + 5, "HTTP/") && isDigit(load<u8>(at + 5)) && load<u8>(at + 6) == 0x2e /* . */ &&
    isDigit(load<u8>(at + 7));
}

// @ts-ignore: decorator
@inline function lower(char: i32): i32 { return <u32>(char - 0x41) < 26 ? char | 0x20 : char; }

/** Whether two texts are the same but for the case of ASCII letters. */
export function equalsIgnoringCase(a: string, b: string): bool {
  const length = a.length;
  if (b.length != length) return false;
  for (let i = 0; i < length; i++) if (lower(a.charCodeAt(i)) != lower(b.charCodeAt(i))) return false;
  return true;
}

/** Whether a list such as that of `Connection` (RFC 9110 5.6.1) has an element, whatever its case. */
export function listHas(list: string, element: string): bool {
  const parts = list.split(",");
  for (let i = 0; i < parts.length; i++) if (equalsIgnoringCase(parts[i].trim(), element)) return true;
  return false;
}

/** Throws a `TypeError` if a text is no method: no token. */
export function checkMethod(method: string): void {
  let isToken = method.length > 0;
  for (let i = 0; i < method.length; i++) if (!isTokenChar(method.charCodeAt(i))) isToken = false;
  if (!isToken) throw new TypeError("'" + method + "' is not a method: it has to be a token (RFC 9110 5.6.2)");
}

/** Throws a `TypeError` if a text is no request target: it has to be encoded already. */
export function checkTarget(target: string): void {
  for (let i = 0; i < target.length; i++) {
    if (!isTargetChar(target.charCodeAt(i))) {
      throw new TypeError("'" + target + "' has a character that has to be percent-encoded (RFC 9112 3.2)");
    }
  }
}
