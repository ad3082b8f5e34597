// The limits of a server where the host has read the head already.
import { HttpError } from "../error";
import { Headers } from "../headers";
import { Limits } from "../limits";

/** Throws what `RequestParser` would: 414 or 431. */
export function checkLimits(target: string, headers: Headers, limits: Limits): void {
  if (target.length > limits.requestLine) throw new HttpError(414, "The request line is too long");
  if (headers.size > limits.headers) throw new HttpError(431, "There are too many header fields");
  let bytes = 0;
  for (let i = 0; i < headers.size; i++) bytes += headers.__name(i).length + headers.__value(i).length;
  if (bytes > limits.headerBytes) throw new HttpError(431, "The header fields are too large");
}
