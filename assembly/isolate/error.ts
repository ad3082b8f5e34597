/** An isolate could not be started, or has failed; or a message cannot be sent, or not be understood. */
export class IsolateError extends Error {
  readonly code: string = "POLLEN_E_ISOLATE";

  constructor(
    message: string,
    /** The exit code of an isolate that has failed; 0 where none has. */
    readonly exitCode: i32 = 0,
  ) {
    super(message + " (POLLEN_E_ISOLATE)");
    this.name = "IsolateError";
  }
}
