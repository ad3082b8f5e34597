// Percent-encoding (RFC 3986 2.1).
import { decodeBytes } from "../wasi/utf8";
import { hexDigit } from "./syntax";

/** The bytes that a text stands for; a "%" without two digits behind it stands for itself (URL Standard 1.3). */
export function percentDecoded(text: string): Uint8Array {
  const encoded = Uint8Array.wrap(String.UTF8.encode(text, false, String.UTF8.ErrorMode.REPLACE));
  const length = encoded.length, decoded = new Uint8Array(length);
  let to = 0;
  for (let at = 0; at < length; at++) {
    const byte = encoded[at];
    const high = byte == 0x25 /* % */ && at + 2 < length ? hexDigit(encoded[at + 1]) : -1;
    const low = high >= 0 ? hexDigit(encoded[at + 2]) : -1;
    if (low >= 0) {
      decoded[to++] = <u8>(high << 4 | low);
      at += 2;
    } else decoded[to++] = byte;
  }
  return decoded.subarray(0, to);
}

/** The segments of a path, decoded: an encoded "/" does not divide them. */
export function decodedSegments(path: string): string[] {
  const segments = path.substring(1).split("/");
  for (let i = 0; i < segments.length; i++) {
    if (!segments[i].includes("%")) continue;
    const bytes = percentDecoded(segments[i]);
    segments[i] = decodeBytes(bytes.dataStart, bytes.length);
  }
  return segments;
}
