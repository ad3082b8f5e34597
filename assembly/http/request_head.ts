// Request lines (RFC 9112 3), and the head of a request as a whole.
import { FieldParser } from "./fields";
import { Framing } from "./framing";
import { HttpError } from "./error";
import { Headers } from "./headers";
import { Input, Line } from "./input";
import { Limits } from "./limits";
import { equalsLatin1, isHost, isTarget, isVersion, latin1, tokenEnd } from "./syntax";

// @ts-ignore: decorator
@inline const SPACE: u8 = 0x20;
// @ts-ignore: decorator
@inline const VERSION_LENGTH: usize = 8;

/** What comes before the body of a request. */
export class RequestHead {
  method: string = "";
  /** As it was sent: in origin form ("/path?query"), in absolute form, or "*". */
  target: string = "";
  /** Host and port: of the target in absolute form, else of `Host`; may be empty. */
  host: string = "";
  /** Of the version, 1.`minor`. */
  minor: i32 = 1;
  headers: Headers = new Headers();
  readonly framing: Framing = new Framing();

  /** Whether the target is in absolute form. */
  get isAbsolute(): bool { return this.target.charCodeAt(0) != 0x2f && this.target.length > 1; }
}

/** Parses the heads of the requests of a connection, one after the other. */
export class RequestParser {
  readonly head: RequestHead = new RequestHead();
  private readonly fields: FieldParser = new FieldParser(this.head.headers, this.head.framing);
  private hasLine: bool = false;
  private hasSkipped: bool = false;

  constructor(private readonly limits: Limits) {}

  /** Begins with another request. */
  restart(): void {
    const head = this.head, headers = new Headers();
    head.host = "";
    head.headers = headers;
    head.framing.restart();
    this.fields.restart(headers);
    this.hasLine = this.hasSkipped = false;
  }

  /** Whether nothing of the request has come. */
  get isUntouched(): bool { return !this.hasLine && !this.hasSkipped; }

  /**
   * Goes on as far as there are lines. Never waits.
   * @returns whether the head is complete
   * Throws an `HttpError` with the status of the answer.
   */
  advance(input: Input): bool {
    while (!this.hasLine) {
      const found = input.nextLine(this.limits.requestLine);
      if (found == Line.PENDING) return false;
      if (found == Line.TOO_LONG) throw new HttpError(414, "The request line is too long");
      if (found == Line.BARE_LF) throw new HttpError(400, "The request line ends with a bare LF");
      if (input.lineStart == input.lineEnd && !this.hasSkipped) this.hasSkipped = true; // one empty line (2.2)
      else this.parseLine(input.lineStart, input.lineEnd);
    }
    if (!this.fields.advance(input, this.limits)) return false;
    const head = this.head;
    head.framing.readRequest(head.minor);
    const host = head.framing.host;
    if (!head.isAbsolute && host !== null) head.host = host; // else that of the target counts (3.2.2)
    return true;
  }

  /** method SP target SP version, with a single space each. */
  private parseLine(start: usize, end: usize): void {
    const head = this.head, methodEnd = tokenEnd(start, end), versionStart = end - VERSION_LENGTH;
    const isLine = methodEnd > start && versionStart > methodEnd + 1 && load<u8>(methodEnd) == SPACE &&
      load<u8>(versionStart - 1) == SPACE;
    if (!isLine || !isVersion(versionStart)) throw new HttpError(400, "The request line is not valid");
    if (load<u8>(versionStart + 5) != 0x31 /* 1 */) throw new HttpError(505, "Only HTTP/1.1 and HTTP/1.0 are implemented");
    head.minor = load<u8>(end - 1) == 0x30 /* 0 */ ? 0 : 1; // a higher one is compatible (RFC 9110 2.5)
    if (!isTarget(methodEnd + 1, versionStart - 1)) throw new HttpError(400, "The request target is not valid");
    head.method = methodName(start, methodEnd);
    head.target = latin1(methodEnd + 1, versionStart - 1);
    if (head.method == "CONNECT") throw new HttpError(501, "CONNECT is not implemented");
    this.checkTarget();
    this.hasLine = true;
  }

  /** RFC 9112 3.2: which form it is in. */
  private checkTarget(): void {
    const head = this.head, target = head.target;
    if (target.charCodeAt(0) == 0x2f /* / */ || (target == "*" && head.method == "OPTIONS")) return;
    const colon = target.indexOf("://"), scheme = target.substring(0, max(colon, 0)).toLowerCase();
    if (scheme == "http" || scheme == "https") {
      const from = colon + 3;
      let to = from;
      while (to < target.length && target.charCodeAt(to) != 0x2f && target.charCodeAt(to) != 0x3f /* ? */) to++;
      head.host = target.substring(from, to);
      if (to > from && isHost(head.host)) return; // without user information: RFC 9110 4.2.4
    }
    throw new HttpError(400, "The request target is not valid");
  }
}

/** The name of a method; those that are used most are there already. */
function methodName(start: usize, end: usize): string {
  if (equalsLatin1(start, end, "GET")) return "GET";
  if (equalsLatin1(start, end, "POST")) return "POST";
  return latin1(start, end);
}
