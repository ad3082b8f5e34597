// How long a body is (RFC 9112 6.3), and what else the connection depends on. Whatever two recipients might take in two
// ways is refused: that is what request smuggling consists of.
import { HttpError } from "./error";
import { equalsIgnoringCase, equalsLatin1, isDigit, isHost, isName, latin1, listHas } from "./syntax";

/** What ends a body. */
export const enum BodyEnd {
  /** There is none. */
  NO_BODY,
  /** `length` bytes. */
  LENGTH,
  /** The last chunk. */
  CHUNK,
  /** The connection's end: of responses only. */
  CLOSE,
}

/** The fields of a message that frame it: first it is told of all fields, then it decides. */
export class Framing {
  bodyEnd: BodyEnd = BodyEnd.NO_BODY;
  length: i64 = 0;
  /** `Host`, or null. */
  host: string | null = null;
  /** Whether the connection stays open behind the message. */
  keepAlive: bool = false;
  /** Whether the peer waits for `100 Continue`. */
  expectsContinue: bool = false;
  private contentLength: string | null = null;
  private transferEncoding: string | null = null;
  private connection: string | null = null;
  private hasType: bool = false;
  /** What is wrong with the first field that must not be there, or not twice. */
  private refusal: HttpError | null = null;
  /** The last host that was valid: most requests of a connection have the same. */
  private knownHost: string = "";

  /** Begins with the next message of the connection. */
  restart(): void {
    this.bodyEnd = BodyEnd.NO_BODY;
    this.length = 0;
    this.host = this.contentLength = this.transferEncoding = this.connection = null;
    this.keepAlive = this.expectsContinue = this.hasType = false;
  }

  /** Takes note of a field: its name and its value, as addresses. */
  note(name: usize, nameEnd: usize, value: usize, end: usize): void {
    switch (<i32>(nameEnd - name)) {
      case 4:
        if (isName(name, "host")) this.noteHost(value, end);
        break;
      case 6:
        if (isName(name, "expect")) this.expect(value, end);
        break;
      case 10:
        if (isName(name, "connection")) this.connection = joined(this.connection, value, end);
        break;
      case 12:
        if (isName(name, "content-type")) {
          if (this.hasType) this.refuse(400, "Content-Type is there twice");
          this.hasType = true;
        }
        break;
      case 14:
        if (isName(name, "content-length")) { // not even with the same value
          if (this.contentLength !== null) this.refuse(400, "Content-Length is there twice");
          this.contentLength = latin1(value, end);
        }
        break;
      case 17:
        if (isName(name, "transfer-encoding")) this.transferEncoding = joined(this.transferEncoding, value, end);
        break;
    }
  }

  /**
   * Decides what the fields of a request say.
   * @param minor of the version, 1.`minor`
   * Throws an `HttpError`: 400, 413, 417 or 501.
   */
  readRequest(minor: i32): void {
    this.checkNoted();
    const host = this.host;
    if (host === null && minor > 0) throw new HttpError(400, "Host is missing");
    if (host !== null && changetype<usize>(host) != changetype<usize>(this.knownHost)) {
      if (!isHost(host)) throw new HttpError(400, "Host is not valid");
      this.knownHost = host;
    }
    this.decideConnection(minor);
    this.decideLength(minor);
    if (this.transferEncoding === null && this.contentLength === null) this.bodyEnd = BodyEnd.NO_BODY;
  }

  /**
   * Decides what the fields of a response say.
   * @param hasBody false where the method or the status says that there is none (6.3, 1 and 2)
   * Throws an `HttpError`.
   */
  readResponse(minor: i32, hasBody: bool): void {
    this.checkNoted();
    this.decideConnection(minor);
    this.decideLength(minor);
    if (!hasBody) this.bodyEnd = BodyEnd.NO_BODY;
    else if (this.transferEncoding === null && this.contentLength === null) this.bodyEnd = BodyEnd.CLOSE;
    if (this.bodyEnd == BodyEnd.CLOSE) this.keepAlive = false;
  }

  private refuse(status: i32, message: string): void {
    if (this.refusal === null) this.refusal = new HttpError(status, message);
  }

  private checkNoted(): void {
    const refusal = this.refusal;
    if (refusal !== null) throw refusal;
  }

  private noteHost(value: usize, end: usize): void {
    const known = this.knownHost;
    if (this.host !== null) this.refuse(400, "Host is there twice");
    this.host = equalsLatin1(value, end, known) ? known : latin1(value, end);
  }

  private expect(value: usize, end: usize): void {
    if (!equalsIgnoringCase(latin1(value, end), "100-continue")) this.refuse(417, "Only 100-continue can be expected");
    this.expectsContinue = true;
  }

  private decideConnection(minor: i32): void {
    const connection = this.connection;
    if (connection === null) this.keepAlive = minor > 0;
    else if (listHas(connection, "close")) this.keepAlive = false;
    else this.keepAlive = minor > 0 || listHas(connection, "keep-alive");
    if (minor == 0) this.expectsContinue = false; // RFC 9110 10.1.1
  }

  private decideLength(minor: i32): void {
    const coding = this.transferEncoding, length = this.contentLength;
    if (coding !== null) {
      // 6.1 allows for taking the first as faulty, and for refusing the second
      if (minor == 0) throw new HttpError(400, "HTTP/1.0 has no Transfer-Encoding");
      if (length !== null) throw new HttpError(400, "Content-Length and Transfer-Encoding are both there");
      checkCoding(coding);
      this.bodyEnd = BodyEnd.CHUNK;
    } else if (length !== null) {
      this.length = parseLength(length);
      this.bodyEnd = BodyEnd.LENGTH;
    }
  }
}

function joined(before: string | null, value: usize, end: usize): string {
  const text = latin1(value, end);
  return before === null ? text : before + "," + text;
}

/** Takes `chunked` and nothing else: no other coding is implemented, and none may be the last (6.1, 6.3). */
function checkCoding(list: string): void {
  const codings = list.split(",");
  const last = codings[codings.length - 1].trim();
  if (!equalsIgnoringCase(last, "chunked")) throw new HttpError(400, "The last transfer coding is not chunked");
  for (let i = 0; i < codings.length - 1; i++) {
    const coding = codings[i].trim();
    if (!coding.length || equalsIgnoringCase(coding, "chunked")) {
      throw new HttpError(400, "Transfer-Encoding is not valid");
    }
  }
  if (codings.length > 1) throw new HttpError(501, "No transfer coding but chunked is implemented");
}

/** Digits, and nothing else. */
function parseLength(text: string): i64 {
  let length: i64 = 0;
  if (!text.length) throw new HttpError(400, "Content-Length is not valid");
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (!isDigit(char)) throw new HttpError(400, "Content-Length is not valid");
    if (length > (i64.MAX_VALUE - 9) / 10) throw new HttpError(413, "The body is too large");
    length = length * 10 + (char - 0x30);
  }
  return length;
}
