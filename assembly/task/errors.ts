/** What was to be done was not done in the time that it was given. */
export class TimeoutError extends Error {
  readonly code: string = "POLLEN_E_TIMEOUT";

  constructor(message: string = "The operation timed out") {
    super(message);
    this.name = "TimeoutError";
  }

  static after(ms: f64): TimeoutError { return new TimeoutError("Timed out after " + millisecondsText(ms) + " ms"); }
}

/** Whole numbers without a decimal point. */
function millisecondsText(ms: f64): string {
  return ms == Math.trunc(ms) && Math.abs(ms) < 1e15 ? (<i64>ms).toString() : ms.toString();
}

/** What an aborted `AbortSignal` rejects with, unless it was given another reason (WHATWG DOM 3.2). */
export class AbortError extends Error {
  readonly code: string = "POLLEN_E_ABORTED";

  constructor(message: string = "This operation was aborted") {
    super(message);
    this.name = "AbortError";
  }
}
