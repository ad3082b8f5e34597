// What `as-pollen/isolate` exports: other instances, on threads of their own, and messages.

/** An isolate could not be started, or has failed; or a message cannot be sent, or not be understood. */
export class IsolateError extends Error {
  /**
   * @param message what has happened
   * @param exitCode of an isolate that has failed; 0, the default, where none has
   */
  constructor(message: string, exitCode?: i32);
  readonly code: string;
  /** The exit code of an isolate that has failed; 0 where none has. */
  readonly exitCode: i32;
}

/** One end of a connection between two isolates: messages of type `S` are sent, messages of type `R` received. */
declare abstract class Endpoint<S, R> {
  /**
   * Sends a copy of a value: numbers, strings, `ArrayBuffer`s, typed arrays, arrays, and objects of classes decorated
   * with `@message`. Fulfilled once it is on its way: who does not receive slows down who sends.
   * Rejected with a `ChannelClosedError` once either end is closed, and with an `IsolateError` if the value cannot be
   * copied, or the isolate has failed.
   */
  send(value: S): Promise<void>;
  /**
   * Receives the next message. Rejected with a `ChannelClosedError` once the other end sends no more and everything is
   * received, and with an `IsolateError` if the isolate has failed.
   */
  receive(): Promise<R>;
  /** Ends sending: the other end receives what was sent, and then the end. Receiving goes on. */
  close(): Promise<void>;
  /** Receives message by message, for `for await`, up to the end. Leaving the loop early closes nothing. */
  [Symbol.asyncIterator](): AsyncIterator<R>;
}

/** An isolate's connection to whoever started it: `In` is received, `Out` is sent. */
export class Port<In, Out> extends Endpoint<Out, In> {
  private constructor();
}

/**
 * Another instance of a module, on a thread of its own. Nothing is shared: messages are copied. `In` is sent to it, `Out`
 * is received from it. It belongs to the scope that it is started in, which waits for its end; cancelled, it is ended.
 */
export class Isolate<In, Out> extends Endpoint<In, Out> {
  private constructor();
  /**
   * Starts an isolate of this module, which runs `entry` to its end.
   * @param entry a function that captures nothing; the compiler checks that
   * @throws IsolateError on hosts without threads, and beyond their limit
   */
  static spawn<A, B>(entry: (port: Port<A, B>) => Promise<void>): Isolate<A, B>;
  /**
   * Starts an isolate of another module: `main` of that runs, and finds its port with `Isolate.parent()`. Messages must
   * have the same types, by name and fields, in both.
   * @param path of the `.wasm` file, of at most 64 MiB, in a directory that this program was given
   * Rejected with an `IOError` if it cannot be read, and with an `IsolateError` as `spawn` is.
   */
  static load<A, B>(path: string): Promise<Isolate<A, B>>;
  /**
   * In an isolate that was loaded: the connection to whoever has done so.
   * @throws IsolateError in what is no such isolate, and when it is called a second time
   */
  static parent<A, B>(): Port<A, B>;
  /**
   * Ends sending, and waits for the isolate's end. Messages that come until then have to be received.
   * Rejected with an `IsolateError` if it fails: by an error that it does not catch, by a trap, or with an exit code.
   */
  join(): Promise<void>;
  /** Ends the isolate at once, wherever it is; that is no failure. */
  terminate(): void;
}
