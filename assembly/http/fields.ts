// Field lines, of headers and of trailers (RFC 9112 5).
import { HttpError } from "./error";
import { Headers } from "./headers";
import { Input, Line } from "./input";
import { Limits } from "./limits";
import { isFieldValue, latin1, skipBlank, tokenEnd, trimBlank } from "./syntax";

// @ts-ignore: decorator
@inline const COLON: u8 = 0x3a;

/** Parses field lines up to the empty one that ends them. */
export class FieldParser {
  private bytes: i32 = 0;

  constructor(private readonly headers: Headers) {}

  /**
   * Goes on as far as there are lines. Never waits.
   * @returns whether the empty line was found
   * Throws an `HttpError`.
   */
  advance(input: Input, limits: Limits): bool {
    while (true) {
      const found = input.nextLine(limits.headerBytes - this.bytes);
      if (found == Line.PENDING) return false;
      if (found == Line.TOO_LONG) throw new HttpError(431, "The header fields are too large");
      if (found == Line.BARE_LF) throw new HttpError(400, "A header field ends with a bare LF");
      if (input.lineStart == input.lineEnd) return true;
      if (this.headers.size == limits.headers) throw new HttpError(431, "There are too many header fields");
      this.addLine(input.lineStart, input.lineEnd);
    }
  }

  private addLine(start: usize, end: usize): void {
    this.bytes += <i32>(end - start);
    const nameEnd = tokenEnd(start, end);
    // A name that is empty, or followed by a blank (5.1), or a line that is folded (5.2), has no token in front of its colon.
    if (nameEnd == start || nameEnd == end || load<u8>(nameEnd) != COLON) {
      throw new HttpError(400, "A header field has no valid name");
    }
    const from = skipBlank(nameEnd + 1, end), to = trimBlank(from, end);
    if (!isFieldValue(from, to)) throw new HttpError(400, "A header field has no valid value");
    this.headers.__append(latin1(start, nameEnd), latin1(from, to));
  }
}
