// Field lines, of headers and of trailers (RFC 9112 5). They are looked at here; their text is made when somebody asks for it
// (`Headers`).
import { HttpError } from "./error";
import { Framing } from "./framing";
import { Headers } from "./headers";
import { Input, Line } from "./input";
import { Limits } from "./limits";
import { isFieldValue, skipBlank, tokenEnd, trimBlank } from "./syntax";

// @ts-ignore: decorator
@inline const COLON: u8 = 0x3a;

/** Parses field lines up to the empty one that ends them. */
export class FieldParser {
  private bytes: i32 = 0;
  private count: i32 = 0;

  /** @param framing is told of the fields, if they may frame the message */
  constructor(private headers: Headers, private readonly framing: Framing | null = null) {}

  /** Begins with the fields of another message. */
  restart(headers: Headers): void {
    this.headers = headers;
    this.bytes = this.count = 0;
  }

  /**
   * Goes on as far as there are lines. Never waits.
   * @returns whether the empty line was found
   * Throws an `HttpError`.
   */
  advance(input: Input, limits: Limits): bool {
    input.hold();
    while (true) {
      const found = input.nextLine(limits.headerBytes - this.bytes);
      if (found == Line.PENDING) return false;
      if (found == Line.TOO_LONG) throw new HttpError(431, "The header fields are too large");
      if (found == Line.BARE_LF) throw new HttpError(400, "A header field ends with a bare LF");
      if (input.lineStart == input.lineEnd) break;
      if (this.count == limits.headers) throw new HttpError(431, "There are too many header fields");
      this.addLine(input.lineStart, input.lineEnd);
    }
    this.headers.__setLines(input.release(), input.lineStart, this.count);
    return true;
  }

  private addLine(start: usize, end: usize): void {
    this.bytes += <i32>(end - start);
    this.count++;
    const nameEnd = tokenEnd(start, end);
    // A name that is empty, or followed by a blank (5.1), or a line that is folded (5.2), has no token in front of its colon.
    if (nameEnd == start || nameEnd == end || load<u8>(nameEnd) != COLON) {
      throw new HttpError(400, "A header field has no valid name");
    }
    const from = skipBlank(nameEnd + 1, end), to = trimBlank(from, end), framing = this.framing;
    if (!isFieldValue(from, to)) throw new HttpError(400, "A header field has no valid value");
    if (framing !== null) framing.note(start, nameEnd, from, to);
  }
}
