// What errors become in front of a client, and behind one: the same on every host.
import { TimeoutError } from "../task/errors";
import { HttpError } from "./error";
import { ServerOptions } from "./options";
import { Response } from "./response";

/** What is answered where a request was refused, or the handler has failed. */
export function responseTo(error: Error, options: ServerOptions): Response {
  if (error instanceof HttpError) return Response.text(error.message + "\n", error.status);
  options.onError(error);
  return Response.text("Internal Server Error\n", 500);
}

/** What is wrong with a response, as a server would say that has asked for it (RFC 9110 15.6.3, 15.6.5). */
export function asGateway(error: Error): Error {
  if (error instanceof TimeoutError || (error instanceof HttpError && (error as HttpError).status == 408)) {
    return new HttpError(504, "The response did not come in time");
  }
  return error instanceof HttpError ? new HttpError(502, "The response is not valid: " + error.message) : error;
}
