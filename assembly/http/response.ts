// Responses, in the shape of the Fetch Standard's as far as static types go.
import { Body, BytesBody, GeneratedBody, TextBody } from "./body";
import { encodeEvents, ServerSentEvent } from "./events";
import { Headers } from "./headers";
import { lineOf, statusLine } from "./status";

/**
 * A response: what a handler returns, and what a client is given.
 * @example
 * const response = Response.json('{"ok":true}', 201);
 * response.headers.set("Location", "/items/1");
 */
export class Response {
  /** What the status is called; "" for the usual name. */
  statusText: string = "";

  /** The fields, once somebody has asked for them; until then there is `Content-Type` alone, unless that is "". */
  private fields: Headers | null;
  private type: string = "";

  /**
   * @param body a stream, or nothing
   * @param status 200 to 599
   */
  constructor(public body: Body | null = null, readonly status: i32 = 200, headers: Headers | null = null) {
    if (status < 200 || status > 599) throw new RangeError("Status " + status.toString() + " is not one of a response");
    this.fields = headers;
  }

  /** Text as UTF-8, "text/plain" unless said otherwise. */
  static text(text: string, status: i32 = 200, type: string = "text/plain;charset=utf-8"): Response {
    return ofType(new TextBody(text), status, type);
  }

  /** JSON that is text already, from whatever library makes it. */
  static json(text: string, status: i32 = 200): Response { return Response.text(text, status, "application/json"); }

  /** HTML. */
  static html(text: string, status: i32 = 200): Response { return Response.text(text, status, "text/html;charset=utf-8"); }

  /** Bytes, which must not change before they are sent. */
  static bytes(bytes: Uint8Array, status: i32 = 200, type: string = "application/octet-stream"): Response {
    return ofType(new BytesBody(bytes), status, type);
  }

  /**
   * What an async generator makes, piece by piece. The next one is asked for once the connection has taken the last; a
   * client that leaves ends the generator: its `finally` blocks run.
   */
  static stream(pieces: AsyncGenerator<Uint8Array>, status: i32 = 200, type: string = "application/octet-stream"): Response {
    return ofType(new GeneratedBody(pieces), status, type);
  }

  /**
   * Events for a browser's `EventSource`, sent as the generator makes them. A client that has left is noticed when the
   * next event is sent.
   */
  static events(events: AsyncGenerator<ServerSentEvent>): Response {
    const response = Response.stream(encodeEvents(events), 200, "text/event-stream");
    response.headers.__append("Cache-Control", "no-store");
    return response;
  }

  /** Sends the client elsewhere: 303 with GET, 307 and 308 with the same method. Throws as `Headers.set` does. */
  static redirect(url: string, status: i32 = 302): Response {
    const response = new Response(null, status);
    response.headers.set("Location", url);
    return response;
  }

  /** The fields. */
  get headers(): Headers {
    let fields = this.fields;
    if (fields === null) {
      this.fields = fields = new Headers();
      if (this.type.length) fields.__append("Content-Type", this.type);
    }
    return fields;
  }

  /** The fields, unless there is at most the one that `__type` tells. */
  get __fields(): Headers | null { return this.fields; }

  get __type(): string { return this.type; }

  set __type(type: string) { this.type = type; }

  /** Whether the status is one of success: 200 to 299. */
  get ok(): bool { return this.status < 300; }

  /** The first line, with its CRLF. */
  get __statusLine(): string {
    const text = this.statusText;
    return text.length ? lineOf(this.status, text) : statusLine(this.status);
  }

  /** The fields behind a chunked body, once that was read to its end. */
  get trailers(): Headers {
    const body = this.body;
    return body === null ? new Headers() : body.trailers;
  }

  /** The body, as text; what is not UTF-8 is replaced by U+FFFD. */
  async text(): Promise<string> {
    const body = this.body;
    return body === null ? "" : await body.text();
  }

  /** The body. */
  async bytes(): Promise<Uint8Array> {
    const body = this.body;
    return body === null ? new Uint8Array(0) : await body.bytes();
  }

  /** The body, in a buffer of its own. */
  async arrayBuffer(): Promise<ArrayBuffer> {
    const bytes = await this.bytes();
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  }
}

function ofType(body: Body, status: i32, type: string): Response {
  const response = new Response(body, status);
  response.__type = type;
  return response;
}
