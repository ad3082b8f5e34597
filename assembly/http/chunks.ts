// The chunked transfer coding (RFC 9112 7.1), coming in.
//
//   SIZE ──size line──▶ DATA ──all of it──▶ DATA_END ──CRLF──▶ SIZE
//     │                                     anything else: 400
//     └──size 0──▶ TRAILERS ──empty line──▶ END
import { HttpError } from "./error";
import { FieldParser } from "./fields";
import { Headers } from "./headers";
import { Input, Line } from "./input";
import { Limits } from "./limits";
import { equalsIgnoringCase, hexDigit, isFieldValue, skipBlank, tokenEnd } from "./syntax";

// @ts-ignore: decorator
@inline const SEMICOLON: u8 = 0x3b;
// @ts-ignore: decorator
@inline const EQUALS: u8 = 0x3d;
// @ts-ignore: decorator
@inline const QUOTE: u8 = 0x22;
// @ts-ignore: decorator
@inline const BACKSLASH: u8 = 0x5c;
/** Hexadecimal digits of a size: more of them do not fit into 63 bits. */
// @ts-ignore: decorator
@inline const DIGITS: usize = 15;

/** Where in the coding a body is. */
export const enum Chunk {
  SIZE,
  DATA,
  DATA_END,
  TRAILERS,
  END,
}

/** Follows the chunks of a body; the data itself is read by others. */
export class ChunkParser {
  state: Chunk = Chunk.SIZE;
  /** Bytes of the chunk that have not been read. */
  left: i64 = 0;
  readonly trailers: Headers = new Headers();
  private readonly fields: FieldParser = new FieldParser(this.trailers);
  private extensionBytes: i32 = 0;

  constructor(private readonly limits: Limits) {}

  /**
   * Goes on up to data, or the end, as far as there are lines. Never waits.
   * @returns whether it is there: the state is `DATA` or `END`
   * Throws an `HttpError`.
   */
  advance(input: Input): bool {
    while (true) {
      if (this.state == Chunk.DATA && !this.left) this.state = Chunk.DATA_END;
      if (this.state == Chunk.DATA || this.state == Chunk.END) return true;
      if (this.state == Chunk.TRAILERS) {
        if (!this.fields.advance(input, this.limits)) return false;
        this.checkTrailers();
        this.state = Chunk.END;
      } else {
        const isSize = this.state == Chunk.SIZE;
        const found = input.nextLine(isSize ? <i32>DIGITS + this.limits.chunkExtensions - this.extensionBytes : 0);
        if (found == Line.PENDING) return false;
        if (found == Line.TOO_LONG && isSize) throw new HttpError(413, "The chunk extensions are too large");
        if (found != Line.FOUND || (!isSize && input.lineStart != input.lineEnd)) {
          throw new HttpError(400, "A chunk does not end where it should");
        }
        if (isSize) this.parseSize(input.lineStart, input.lineEnd);
        else this.state = Chunk.SIZE;
      }
    }
  }

  private parseSize(start: usize, end: usize): void {
    let at = start, size: i64 = 0;
    for (; at < end; at++) {
      const digit = hexDigit(load<u8>(at));
      if (digit < 0) break;
      size = size << 4 | digit;
    }
    if (at == start || at > start + DIGITS) throw new HttpError(400, "A chunk has no valid size");
    if (!isExtensions(at, end)) throw new HttpError(400, "A chunk has no valid size or extension");
    this.extensionBytes += <i32>(end - at);
    this.left = size;
    this.state = size ? Chunk.DATA : Chunk.TRAILERS;
  }

  /** RFC 9110 6.5.1: what frames, routes or describes the body must not be in trailers. */
  private checkTrailers(): void {
    for (let i = 0; i < this.trailers.size; i++) {
      const name = this.trailers.__name(i);
      for (let k = 0; k < FORBIDDEN.length; k++) {
        if (equalsIgnoringCase(name, FORBIDDEN[k])) throw new HttpError(400, name + " is not allowed in trailers");
      }
    }
  }
}

// @ts-ignore: decorator
@lazy const FORBIDDEN: string[] = [
  "content-length", "transfer-encoding", "host", "trailer", "te", "connection", "content-encoding", "content-range",
  "authorization", "expect", "set-cookie",
];

/** chunk-ext = *( BWS ";" BWS token [ BWS "=" BWS ( token / quoted-string ) ] ) (7.1.1) */
function isExtensions(start: usize, end: usize): bool {
  let at = start;
  while (at < end) {
    at = skipBlank(at, end);
    if (at == end || load<u8>(at) != SEMICOLON) return false;
    at = skipBlank(at + 1, end);
    const nameEnd = tokenEnd(at, end);
    if (nameEnd == at) return false;
    at = nameEnd;
    const equals = skipBlank(at, end);
    if (equals == end || load<u8>(equals) != EQUALS) continue;
    at = skipBlank(equals + 1, end);
    const valueEnd = at < end && load<u8>(at) == QUOTE ? quotedEnd(at + 1, end) : tokenEnd(at, end);
    if (valueEnd == at) return false;
    at = valueEnd;
  }
  return true;
}

/** Where the quoted string ends whose first quote is in front of `start` (RFC 9110 5.6.4); that quote if it does not. */
function quotedEnd(start: usize, end: usize): usize {
  for (let at = start; at < end; at++) {
    const byte = load<u8>(at);
    if (byte == QUOTE) return isFieldValue(start, at) ? at + 1 : start - 1;
    if (byte == BACKSLASH) at++;
  }
  return start - 1;
}
