/**
 * A message that HTTP does not allow, or that a limit does not: `status` is what a server answers. Handlers may throw it,
 * too: `throw new HttpError(403, "not yours")` is answered with that status and that text.
 */
export class HttpError extends Error {
  readonly code: string = "POLLEN_E_HTTP";

  /**
   * @param status what is answered: 400 to 599
   * @param message what is wrong; it is sent to the peer
   */
  constructor(readonly status: i32, message: string) {
    super(message);
    this.name = "HttpError";
  }
}
