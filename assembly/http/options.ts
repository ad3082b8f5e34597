import { AbortSignal } from "../task/abort";
import { Limits } from "./limits";

/** What a server allows for. All times are milliseconds. */
export class ServerOptions {
  /** How large requests may be. */
  limits: Limits = new Limits();
  /** How long a client may take from the first byte of a request to the end of its header fields: 408. */
  headersTimeout: f64 = 10_000;
  /** How long it may take for the whole request, its body included: 408. */
  requestTimeout: f64 = 300_000;
  /** How long it may take for each piece of a body: 408. */
  bodyTimeout: f64 = 30_000;
  /** How long a connection stays open without a request; the first one may take as long as `headersTimeout`. */
  keepAliveTimeout: f64 = 5_000;
  /** How long a client may take to accept what is sent before the connection is closed. */
  writeTimeout: f64 = 30_000;
  /** How many bytes of a body that the handler did not read are read on its behalf, to keep the connection open. */
  discardedBytes: i64 = 65_536;
  /** Is given the errors of handlers that are answered with 500; prints their stacks to standard error, unless set. */
  onError: (error: Error) => void = printError;
}

/** What `serve` allows for besides. */
export class ServeOptions extends ServerOptions {
  /** How many connections may be open at a time; more of them wait to be accepted. 0: any number. */
  maxConnections: i32 = 1000;
  /** Ends the server gracefully when it is aborted. */
  signal: AbortSignal | null = null;
  /** How long requests that are being served then may take, in milliseconds. */
  shutdownTimeout: f64 = 10_000;
  /** Is given the address once it is listened at; empty where the host does not tell. */
  onListen: (address: string) => void = ignoreAddress;
  /** Is called when the server begins to end: what does not end by itself, such as a stream of events, is to end now. */
  onShutdown: () => void = doNothing;
}

/** What a client allows for. All times are milliseconds. */
export class ClientOptions {
  /** How large responses may be; `requestLine` is for the status line. */
  limits: Limits = new Limits();
  /** How long it may take to connect. */
  connectTimeout: f64 = 10_000;
  /** How long the server may take to the end of the header fields. */
  headersTimeout: f64 = 60_000;
  /** How long it may take for each piece of the body. */
  bodyTimeout: f64 = 30_000;
  /** How long it may take to accept what is sent. */
  writeTimeout: f64 = 30_000;
}

function ignoreAddress(_address: string): void {}

function doNothing(): void {}

function printError(error: Error): void {
  console.error(error.toString() + error.stack);
}
