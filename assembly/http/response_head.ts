// Status lines (RFC 9112 4), and the head of a response as a whole.
import { HttpError } from "./error";
import { FieldParser } from "./fields";
import { Framing } from "./framing";
import { Headers } from "./headers";
import { Input, Line } from "./input";
import { Limits } from "./limits";
import { isDigit, isFieldValue, isVersion, latin1 } from "./syntax";

// @ts-ignore: decorator
@inline const SPACE: u8 = 0x20;
/** Of "HTTP/1.1 200": what follows may be missing. */
// @ts-ignore: decorator
@inline const SHORTEST: usize = 12;

/** What comes before the body of a response. */
export class ResponseHead {
  status: i32 = 0;
  reason: string = "";
  /** Of the version, 1.`minor`. */
  minor: i32 = 1;
  readonly headers: Headers = new Headers();
  readonly framing: Framing = new Framing();

  /** Whether another response follows, the final one. */
  get isInterim(): bool { return this.status < 200; }
}

/** Parses the head of one response. */
export class ResponseParser {
  readonly head: ResponseHead = new ResponseHead();
  private readonly fields: FieldParser = new FieldParser(this.head.headers, this.head.framing);
  private hasLine: bool = false;

  /** @param isHead whether it answers a HEAD request: it has no body, whatever it says */
  constructor(private readonly limits: Limits, private readonly isHead: bool) {}

  /**
   * Goes on as far as there are lines. Never waits.
   * @returns whether the head is complete
   * Throws an `HttpError`.
   */
  advance(input: Input): bool {
    if (!this.hasLine) {
      const found = input.nextLine(this.limits.requestLine);
      if (found == Line.PENDING) return false;
      if (found != Line.FOUND) throw new HttpError(502, "The status line is not valid");
      this.parseLine(input.lineStart, input.lineEnd);
    }
    if (!this.fields.advance(input, this.limits)) return false;
    const head = this.head, status = head.status;
    const hasBody = !this.isHead && !head.isInterim && status != 204 && status != 304;
    head.framing.readResponse(head.minor, hasBody);
    return true;
  }

  /** version SP status [ SP reason ] */
  private parseLine(start: usize, end: usize): void {
    const head = this.head, digits = start + 9, reason = start + SHORTEST + 1;
    let isLine = end >= start + SHORTEST && isVersion(start) && load<u8>(start + 5) == 0x31 /* 1 */ &&
      load<u8>(start + 8) == SPACE;
    for (let i: usize = 0; isLine && i < 3; i++) {
      const digit = <i32>load<u8>(digits + i);
      isLine = isDigit(digit);
      head.status = head.status * 10 + digit - 0x30;
    }
    if (isLine && end >= reason) isLine = load<u8>(reason - 1) == SPACE && isFieldValue(reason, end);
    if (!isLine || head.status < 100 || head.status > 599) throw new HttpError(502, "The status line is not valid");
    head.minor = load<u8>(start + 7) == 0x30 /* 0 */ ? 0 : 1;
    if (end > reason) head.reason = latin1(reason, end);
    this.hasLine = true;
  }
}
