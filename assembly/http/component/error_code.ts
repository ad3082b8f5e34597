// The error-codes of `wasi:http`, the same in 0.2 and 0.3, as what a client says that has asked for a response.
//
//    0        8         12          16         20         24
//   ┌────────┬─────────┬───────────┬──────────┐
//   │ code   │ 1: some │ pointer   │ length   │                 those with a text; 32 bytes in all
//   ├────────┼─────────┼───────────┼──────────┼──────────┐
//   │ code   │         │ 1: some   │ pointer  │ length   │      a TLS alert, the size of a request's header
//   └────────┴─────────┴───────────┴──────────┴──────────┘
import { decodeBytes } from "../../wasi/utf8";
import { HttpError } from "../error";

/** Their names, in their order. */
// @ts-ignore: decorator
@lazy const NAMES = [
  "DNS timeout", "DNS error", "destination not found", "destination unavailable", "destination IP prohibited",
  "destination IP unroutable", "connection refused", "connection terminated", "connection timeout",
  "connection read timeout", "connection write timeout", "connection limit reached", "TLS protocol error",
  "TLS certificate error", "TLS alert received", "HTTP request denied", "HTTP request length required",
  "HTTP request body size", "HTTP request method invalid", "HTTP request URI invalid", "HTTP request URI too long",
  "HTTP request header section size", "HTTP request header size", "HTTP request trailer section size",
  "HTTP request trailer size", "HTTP response incomplete", "HTTP response header section size", "HTTP response header size",
  "HTTP response body size", "HTTP response trailer section size", "HTTP response trailer size",
  "HTTP response transfer coding", "HTTP response content coding", "HTTP response timeout", "HTTP upgrade failed",
  "HTTP protocol error", "loop detected", "configuration error", "internal error",
];

// @ts-ignore: decorator
@inline const DNS_ERROR: i32 = 1;
// @ts-ignore: decorator
@inline const INTERNAL_ERROR: i32 = 38;

/** The error of a request: status 504 if something did not come in time, else 502. What is at `at` is not freed. */
export function gatewayError(at: usize): HttpError {
  const code = min<i32>(load<u8>(at), INTERNAL_ERROR), name = NAMES[code], hasText = code == DNS_ERROR || code == INTERNAL_ERROR;
  const text = hasText && load<u8>(at, 8) ? ": " + decodeBytes(load<usize>(at, 12), load<usize>(at, 16)) : "";
  return new HttpError(name.endsWith("timeout") ? 504 : 502, "The request failed: " + name + text);
}

/** Frees the text of an error-code that the host has allocated memory for: where none was lent. */
export function freeText(at: usize): void {
  let text = at + 8;
  switch (<i32>load<u8>(at)) {
    case 14: case 22: // a TLS alert, the size of a request's header
      text += 4;
      break;
    case DNS_ERROR: case 24: case 27: case 30: case 31: case 32: case INTERNAL_ERROR: // other sizes, and codings
      break;
    default: return;
  }
  if (load<u8>(text) && load<usize>(text, 8)) heap.free(load<usize>(text, 4));
}
