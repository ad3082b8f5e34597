// AssemblyScript declares the constructor of `Error` with a message only; Pollen's takes what led to it, too. The first
// declaration of a class counts, so this file comes first in tsconfig.json.

/** What went wrong. Base class of all errors. */
declare class Error {
  /** Name of the kind of error. */
  name: string;
  /** What was given to the constructor. */
  message: string;
  /** Where it was thrown; empty if it was not. */
  stack: string;
  /** The error that led to this one, if it was given. */
  readonly cause: Error | null;

  /**
   * @param message what went wrong
   * @param options `{ cause }`, the error that led to this one
   */
  constructor(message?: string, options?: ErrorOptions | null);

  /** Name and message. */
  toString(): string;
}

/** What an error is made with. */
interface ErrorOptions {
  cause: Error | null;
}
