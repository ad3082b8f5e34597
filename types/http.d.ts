// What `import ... from "as-pollen/http"` offers, as an editor sees it; the code is in assembly/http/.

import type { AsyncFd } from "./index.js";

/**
 * The fields of a message. Names are compared without regard to case, and kept as they were written; their order is that
 * in which they were added. Values are texts of the characters 0 to 255, as in the Fetch Standard.
 */
export class Headers {
  constructor();
  /** Number of fields; those that were appended under one name count each. */
  get size(): i32;
  /**
   * Adds a field, also where there is one of that name. Throws a `TypeError` if the name is no token (RFC 9110 5.6.2), or
   * the value has a character that none may have (5.5).
   * @returns the object itself
   */
  append(name: string, value: string): Headers;
  /** Sets a field: in the place of the first one of that name, and instead of all of them. Throws as `append` does. */
  set(name: string, value: string): Headers;
  /** The value of a field, or null. Several of one name are joined by ", ". */
  get(name: string): string | null;
  /** The values of all `Set-Cookie` fields, which cannot be joined (RFC 6265 3). */
  getSetCookie(): string[];
  /** Whether there is a field of that name. */
  has(name: string): bool;
  /** Removes all fields of that name. */
  delete(name: string): void;
  /** The names, in their order; one that was appended twice is there twice. */
  keys(): string[];
  /** Calls `visit` with each field, in their order. */
  forEach(visit: (value: string, name: string) => void): void;
}

/** The pairs of a query, or of a form: "a=1&b=two+words". Names may be there several times; the order is kept. */
export class URLSearchParams {
  /** @param text with or without "?" in front; what is not valid in it is kept as it is, as browsers do */
  constructor(text?: string);
  /** Number of pairs. */
  get size(): i32;
  /** The first value of that name, or null. */
  get(name: string): string | null;
  /** All values of that name. */
  getAll(name: string): string[];
  /** Whether there is a pair of that name. */
  has(name: string): bool;
  /** Calls `visit` with each pair, in their order. */
  forEach(visit: (value: string, name: string) => void): void;
}

/**
 * The body of a message, read once and from its beginning. Nothing is read ahead: a reader that takes its time slows the
 * sender down. Extend it for a body of another kind. Reading what a connection brings is rejected with an `HttpError`: 400,
 * 413, or 408 if it does not come in time; of a response 502 or 504.
 */
export abstract class Body implements AsyncIterable<Uint8Array> {
  /** Number of bytes that are left, or -1 where that is not known. */
  abstract get size(): i64;
  /** The fields behind a chunked body that a connection brings, once it was read to its end; else none. */
  get trailers(): Headers;
  /**
   * Reads up to as many bytes as `bytes` has room for, as soon as there are any.
   * @returns how many were read; 0 at the end
   */
  abstract read(bytes: Uint8Array): Promise<i32>;
  /** Tells that nobody reads on. */
  cancel(): Promise<void>;
  /** The pieces, as they come. A loop that is left early cancels the body. */
  [Symbol.asyncIterator](): AsyncGenerator<Uint8Array>;
  /** All bytes that are left. */
  bytes(): Promise<Uint8Array>;
  /** All that is left, as text; what is not UTF-8 is replaced by U+FFFD. */
  text(): Promise<string>;
}

/**
 * A request. Its body is read once, by `text`, `bytes`, `arrayBuffer` or through `body`; what a handler does not read the
 * server discards.
 */
export class Request {
  /**
   * @param target in origin form ("/path?query") or in absolute form ("http://host/path?query")
   * @param method in capitals, as a rule
   */
  constructor(target: string, method?: string, body?: Body, headers?: Headers);
  readonly method: string;
  readonly body: Body;
  readonly headers: Headers;
  /** What `Router` found in the place of ":name" and "*" of a path, decoded. */
  params: Map<string, string>;
  /** Host and port, as the client named them; may be empty. */
  host: string;
  /** The path, as it was sent: "/a%20b". */
  readonly path: string;
  /** The address as a whole: "http://host/path?query". */
  get url(): string;
  /** Path and query, as they are sent. */
  get target(): string;
  /** The query, decoded. */
  get query(): URLSearchParams;
  /** The fields behind a chunked body, once that was read to its end. */
  get trailers(): Headers;
  /** The body, as text; what is not UTF-8 is replaced by U+FFFD. Rejected with an `HttpError`. */
  text(): Promise<string>;
  /** The body. Rejected as `text` is. */
  bytes(): Promise<Uint8Array>;
  /** The body, in a buffer of its own. Rejected as `text` is. */
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** A response: what a handler returns, and what a client is given. */
export class Response {
  /** @param status 200 to 599; another one is a `RangeError` */
  constructor(body?: Body | null, status?: i32, headers?: Headers);
  readonly headers: Headers;
  readonly status: i32;
  body: Body | null;
  /** What the status is called; "" for the usual name. */
  statusText: string;
  /** Text as UTF-8, "text/plain" unless said otherwise. */
  static text(text: string, status?: i32, type?: string): Response;
  /** JSON that is text already, from whatever library makes it. */
  static json(text: string, status?: i32): Response;
  /** HTML. */
  static html(text: string, status?: i32): Response;
  /** Bytes, which must not change before they are sent. */
  static bytes(bytes: Uint8Array, status?: i32, type?: string): Response;
  /**
   * What an async generator makes, piece by piece. The next one is asked for once the connection has taken the last; a
   * client that leaves ends the generator: its `finally` blocks run.
   */
  static stream(pieces: AsyncGenerator<Uint8Array>, status?: i32, type?: string): Response;
  /**
   * Events for a browser's `EventSource`, sent as the generator makes them. A client that has left is noticed when the
   * next event is sent.
   */
  static events(events: AsyncGenerator<ServerSentEvent>): Response;
  /** Sends the client elsewhere: 303 with GET, 307 and 308 with the same method. Throws as `Headers.set` does. */
  static redirect(url: string, status?: i32): Response;
  /** Whether the status is one of success: 200 to 299. */
  get ok(): bool;
  /** The fields behind a chunked body, once that was read to its end. */
  get trailers(): Headers;
  /** The body, as text; what is not UTF-8 is replaced by U+FFFD. */
  text(): Promise<string>;
  /** The body. */
  bytes(): Promise<Uint8Array>;
  /** The body, in a buffer of its own. */
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** An event that a browser's `EventSource` receives (HTML Standard 9.2). */
export class ServerSentEvent {
  /**
   * @param data text of any number of lines
   * @param event its type; "" for "message"
   * @param id what the browser tells as `Last-Event-ID` when it connects again; "" for none
   * Throws a `TypeError` if the type or the id has several lines.
   */
  constructor(data: string, event?: string, id?: string);
  readonly data: string;
  readonly event: string;
  readonly id: string;
  /** As it is sent. */
  toString(): string;
}

/**
 * A message that HTTP does not allow, or that a limit does not: `status` is what a server answers. Handlers may throw it,
 * too: `throw new HttpError(403, "not yours")` is answered with that status and that text.
 */
export class HttpError extends Error {
  /**
   * @param status what is answered: 400 to 599
   * @param message what is wrong; it is sent to the peer
   */
  constructor(status: i32, message: string);
  readonly code: string;
  readonly status: i32;
}

/** Answers a request. */
export type HandlerFunction = (request: Request) => Promise<Response>;

/** Answers requests, as `Router` does. */
export abstract class Handler {
  abstract handle(request: Request): Promise<Response>;
}

/** Of a `HandlerFunction` or a `Handler`. */
export function toHandler(handler: HandlerFunction | Handler): Handler;

/**
 * Finds the handler of a request; the first one that was added and fits counts. Answers 404 where none fits the path, and
 * 405 where none of those that do fits the method. HEAD is answered by the handlers for GET.
 */
export class Router extends Handler {
  /**
   * Adds a handler, and returns the router itself.
   * @param method in capitals, or "*" for all
   * @param path begins with "/"; a segment ":name" stands for any one, which is then in `request.params`; "*" at the end
   *   stands for all that is left, as `params.get("*")`. Segments are compared, and passed on, decoded
   */
  route(method: string, path: string, handler: HandlerFunction | Handler): Router;
  /** `route` for GET and HEAD. */
  get(path: string, handler: HandlerFunction): Router;
  /** `route` for POST. */
  post(path: string, handler: HandlerFunction): Router;
  /** `route` for PUT. */
  put(path: string, handler: HandlerFunction): Router;
  /** `route` for PATCH. */
  patch(path: string, handler: HandlerFunction): Router;
  /** `route` for DELETE. */
  delete(path: string, handler: HandlerFunction): Router;
  /** `route` for every method. */
  all(path: string, handler: HandlerFunction | Handler): Router;
  handle(request: Request): Promise<Response>;
}

/**
 * Serves the files of a directory. In a router its path ends with "*": `router.all("/static/*", new Files("/public"))`.
 * Answers GET and HEAD; "index.html" stands for a directory whose path ends with "/". A path never leads out of the
 * directory: segments that are empty, "." or "..", or hold a slash, a backslash or NUL, are not found. Links inside are
 * followed as far as the host lets them.
 */
export class Files extends Handler {
  /** @param root path of the directory, below one that the program was given (`--dir`) */
  constructor(root: string);
  handle(request: Request): Promise<Response>;
}

/** How large a message that comes in may be. What goes beyond is refused with the status that stands beside it. */
export class Limits {
  /** Bytes of the request line, without its end: 414. */
  requestLine?: i32;
  /** Bytes of all header fields together: 431. Of trailer fields as well. */
  headerBytes?: i32;
  /** Number of header fields: 431. Of trailer fields as well. */
  headers?: i32;
  /** Bytes of a body: 413. */
  body?: i64;
  /** Bytes of all chunk extensions of a body, which nobody reads: 413. */
  chunkExtensions?: i32;
}

/** What a server allows for. All times are milliseconds. */
export class ServerOptions {
  /** How large requests may be. */
  limits?: Limits;
  /** How long a client may take from the first byte of a request to the end of its header fields: 408. 10 s. */
  headersTimeout?: f64;
  /** How long it may take for the whole request, its body included: 408. 5 minutes. */
  requestTimeout?: f64;
  /** How long it may take for each piece of a body: 408. 30 s. */
  bodyTimeout?: f64;
  /** How long a connection stays open without a request; the first one may take as long as `headersTimeout`. 5 s. */
  keepAliveTimeout?: f64;
  /** How long a client may take to accept what is sent before the connection is closed. 30 s. */
  writeTimeout?: f64;
  /** How many bytes of a body that the handler did not read are read on its behalf, to keep the connection open. 64 KiB. */
  discardedBytes?: i64;
  /** Is given the errors of handlers that are answered with 500; prints their stacks to standard error, unless set. */
  onError?: (error: Error) => void;
}

/** What `serve` allows for besides. */
export class ServeOptions extends ServerOptions {
  /** How many connections may be open at a time; more of them wait to be accepted. 1000; 0: any number. */
  maxConnections?: i32;
  /** Ends the server gracefully when it is aborted. */
  signal?: AbortSignal | null;
  /** How long requests that are being served then may take, in milliseconds. 10 s. */
  shutdownTimeout?: f64;
  /** Is given the address once it is listened at; empty where the host does not tell. */
  onListen?: (address: string) => void;
  /** Is called when the server begins to end: what does not end by itself, such as a stream of events, is to end now. */
  onShutdown?: () => void;
}

/** What a client allows for. All times are milliseconds. */
export class ClientOptions {
  /** How large responses may be; `requestLine` is for the status line. */
  limits?: Limits;
  /** How long it may take to connect. 10 s. */
  connectTimeout?: f64;
  /** How long the server may take to the end of the header fields. 60 s. */
  headersTimeout?: f64;
  /** How long it may take for each piece of the body. 30 s. */
  bodyTimeout?: f64;
  /** How long it may take to accept what is sent. 30 s. */
  writeTimeout?: f64;
}

/** Both directions of a stream of bytes. The server reads and writes nothing but this. */
export abstract class Connection {
  /**
   * Reads up to as many bytes as `bytes` has room for, as soon as there are any.
   * @returns how many were read; 0 at the end
   */
  abstract read(bytes: Uint8Array): Promise<i32>;
  /** Writes all of `bytes`, which do not change before that is done. Awaiting it is back-pressure. */
  abstract write(bytes: Uint8Array): Promise<void>;
  /** Ends the direction in which is written; what the peer sends is still read. Does nothing where there are no halves. */
  shutdown(): Promise<void>;
  /** Closes both directions. Reads and writes that are pending end: reads with 0 or an error. */
  abstract close(): Promise<void>;
}

/** Two descriptors as one connection, such as those that inetd and `ssh host command` give a program. */
export class FdConnection extends Connection {
  /**
   * @param input what is read
   * @param output what is written to; may be the same
   */
  constructor(input: AsyncFd, output: AsyncFd);
  read(bytes: Uint8Array): Promise<i32>;
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** Serves connections, wherever they come from. */
export class Server {
  /** @param handler answers each request; of `toHandler` */
  constructor(handler: Handler, options?: ServerOptions);
  /** Number of connections that are open. */
  get connections(): i32;
  /** Serves a connection until it ends, and closes it. Rejected only if the task is cancelled. */
  serve(connection: Connection): Promise<void>;
  /**
   * Ends gracefully: connections without a request are closed at once, the others once it is answered. After `ms`
   * milliseconds those that are left are closed, and their handlers cancelled.
   * @returns how many these were
   */
  shutdown(ms?: f64): Promise<i32>;
}

/**
 * Serves one connection until it ends, and closes it. If the handler is rejected with an `HttpError` that is the answer;
 * with another error the answer is 500, and the error goes to `options.onError`.
 */
export function serveConnection(
  connection: Connection,
  handler: HandlerFunction | Handler,
  options?: ServerOptions,
): Promise<void>;

/**
 * Serves at a TCP address, until `options.signal` is aborted, the host stops listening or the task is cancelled.
 * @param address `HOST:PORT`; under `wasip1` the listening socket that the host has passed in
 * Rejected with a `NetError` if nobody may listen there, as `TcpListener.bind` is.
 */
export function serve(handler: HandlerFunction | Handler, address: string, options?: ServeOptions): Promise<void>;

/**
 * Sends requests over a connection, one after the other. Whoever makes it closes it; a response whose connection cannot be
 * used again closes it once its body was read.
 */
export class ClientConnection {
  constructor(connection: Connection, options?: ClientOptions);
  /** Whether another request can be sent: the last response was read to its end, and the connection is open. */
  get isReady(): bool;
  /**
   * Sends a request, and waits for the head of its response.
   * Rejected with an `HttpError` if the answer is no valid one (502) or does not come in time (504), an `Error` if the
   * connection is not ready, a `TypeError` if method or address are not valid, or as the connection is. The body is rejected
   * in the same way.
   */
  send(request: Request): Promise<Response>;
  /** Closes the connection. */
  close(): Promise<void>;
}

/**
 * Sends a request to the server that its address names, and waits for the head of the response. Redirections are not
 * followed. The connection is closed when the body was read to its end, or is cancelled: do one of the two.
 * In the world `http` the host sends it, and the address may be one of https.
 * @param resource an address, "http://host:port/path?query", or a `Request` for one
 * Rejected as `ClientConnection.send` and `TcpStream.connect` are; a `TypeError` if the address is not one of http. In the
 * world `http` with an `HttpError` (502, 504) whatever is wrong, and with a `TypeError` if the host does not take a field.
 */
export function fetch(resource: string | Request, options?: ClientOptions): Promise<Response>;
