// What `using` and `await using` dispose of, and what they do with errors (ECMAScript, explicit resource management).

/** What `using` disposes of at the end of its block. */
// @ts-ignore: decorator
@global export interface Disposable {
  [Symbol.dispose](): void;
}

/** What `await using` disposes of at the end of its block. */
// @ts-ignore: decorator
@global export interface AsyncDisposable {
  [Symbol.asyncDispose](): Promise<void>;
}

/** An error of a disposal, where something had failed before. */
// @ts-ignore: decorator
@global export class SuppressedError extends Error {
  constructor(
    /** The error of the disposal. */
    public error: Error,
    /** What had failed before. */
    public suppressed: Error,
    message: string = "",
  ) {
    super(message);
    this.name = "SuppressedError";
  }
}

/** The error of a block whose disposal failed: together with what had failed before, if anything had. */
// @ts-ignore: decorator
@global export function __suppress(error: Error, failed: Error | null): Error {
  if (failed === null) return error;
  return new SuppressedError(error, failed, "An error was suppressed during disposal.");
}

// @ts-ignore: decorator
@global export function __no_error(): Error | null { return null; }
