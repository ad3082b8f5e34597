// Requests, in the shape of the Fetch Standard's as far as static types go.
import { Body, BytesBody } from "./body";
import { Headers } from "./headers";
import { URLSearchParams } from "./query";

/**
 * A request: what a handler is given, and what a client sends. Its body is read once, by `text`, `bytes`, `arrayBuffer`
 * or through `body`; what a handler does not read the server discards.
 */
export class Request {
  private found: Map<string, string> | null = null;
  /** The path, as it was sent: "/a%20b". */
  readonly path: string;
  private readonly search: string;
  private parsed: URLSearchParams | null = null;
  /** Host and port, as the client named them; may be empty. */
  host: string = "";
  /** Of the address: in small letters, as a rule. */
  __scheme: string = "http";

  /**
   * @param target in origin form ("/path?query") or in absolute form ("http://host/path?query")
   * @param method in capitals, as a rule
   */
  constructor(
    target: string,
    readonly method: string = "GET",
    readonly body: Body = new BytesBody(new Uint8Array(0)),
    readonly headers: Headers = new Headers(),
  ) {
    const scheme = target.charCodeAt(0) == 0x2f /* / */ ? -1 : target.indexOf("://"), isAbsolute = scheme > 0;
    const question = target.indexOf("?"), pathEnd = question < 0 ? target.length : question;
    let pathStart = 0;
    if (isAbsolute) {
      const slash = target.indexOf("/", scheme + 3);
      pathStart = slash < 0 ? pathEnd : min(slash, pathEnd);
      this.host = target.substring(scheme + 3, pathStart);
      this.__scheme = target.substring(0, scheme);
    }
    const path = target.substring(pathStart, pathEnd);
    this.path = path.length ? path : "/";
    this.search = question < 0 ? "" : target.substring(question);
  }

  /** What `Router` found in the place of ":name" and "*" of a path, decoded. */
  get params(): Map<string, string> {
    let params = this.found;
    if (params === null) this.found = params = new Map<string, string>();
    return params;
  }

  set params(params: Map<string, string>) { this.found = params; }

  /** The address as a whole: "http://host/path?query". */
  get url(): string { return this.__scheme + "://" + this.host + this.path + this.search; }

  /** Path and query, as they are sent. */
  get target(): string { return this.path + this.search; }

  /** The query, decoded. */
  get query(): URLSearchParams {
    let query = this.parsed;
    if (query === null) this.parsed = query = new URLSearchParams(this.search);
    return query;
  }

  /** The fields behind a chunked body, once that was read to its end. */
  get trailers(): Headers { return this.body.trailers; }

  /** The body, as text; what is not UTF-8 is replaced by U+FFFD. Rejected with an `HttpError`, or a `TimeoutError`. */
  text(): Promise<string> { return this.body.text(); }

  /** The body. Rejected as `text` is. */
  bytes(): Promise<Uint8Array> { return this.body.bytes(); }

  /** The body, in a buffer of its own. Rejected as `text` is. */
  async arrayBuffer(): Promise<ArrayBuffer> {
    const bytes = await this.bytes();
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  }
}
