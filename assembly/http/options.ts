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

function printError(error: Error): void {
  console.error(error.toString() + error.stack);
}
