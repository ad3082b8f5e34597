// Responses, going out (RFC 9112 6 and 7.1). What frames them is the writer's: fields of the handler that would are left
// out.
import { Body, BytesBody } from "./body";
import { currentDate } from "./date";
import { Output } from "./output";
import { Response } from "./response";
import { equalsIgnoringCase, listHas } from "./syntax";

/** Bodies of up to so many bytes go out with their heads. */
// @ts-ignore: decorator
@inline const SMALL: i32 = 16 * 1024;

/** What a response answers to. */
export class Exchange {
  /** Whether the request has method HEAD: the response has no body, and says how long it would be. */
  isHead: bool = false;
  /** Of the version of the request, 1.`minor`. 1.0 knows no chunks. */
  minor: i32 = 1;
  /** Whether the connection is to stay open; the writer may decide against it. */
  keepAlive: bool = true;
}

/**
 * Writes a response as a whole. What is small may stay in the output's buffer.
 * Rejected as `Output.flush` and `Body.read` are: then the response is cut short, and the connection has to be closed.
 */
export async function writeResponse(output: Output, response: Response, exchange: Exchange): Promise<void> {
  const body = response.body, status = response.status;
  const mayHaveBody = status != 204 && status != 304;
  const size: i64 = body === null ? 0 : body.size;
  const isChunked = mayHaveBody && size < 0 && exchange.minor > 0;
  const connection = response.headers.get("connection");
  if (connection !== null && listHas(connection, "close")) exchange.keepAlive = false;
  if (mayHaveBody && size < 0 && !isChunked) exchange.keepAlive = false; // only the end of the connection ends it
  putHead(output, response, exchange);
  if (mayHaveBody && size >= 0) output.putText("Content-Length: " + size.toString() + "\r\n");
  if (isChunked) output.putText("Transfer-Encoding: chunked\r\n");
  output.putText("\r\n");
  if (body === null) return;
  if (exchange.isHead || !mayHaveBody) await body.cancel();
  else if (body instanceof BytesBody) await sendBytes(output, (body as BytesBody).take());
  else if (isChunked) await sendChunks(output, body);
  else await sendPlain(output, body, size);
}

function putHead(output: Output, response: Response, exchange: Exchange): void {
  output.putText("HTTP/1.1 " + response.status.toString() + " " + response.__reason + "\r\n");
  const headers = response.headers;
  for (let i = 0; i < headers.size; i++) {
    const name = headers.__name(i);
    if (!isFraming(name)) output.putText(name + ": " + headers.__value(i) + "\r\n");
  }
  if (!headers.has("date")) output.putText("Date: " + currentDate() + "\r\n");
  if (!exchange.keepAlive) output.putText("Connection: close\r\n");
  else if (exchange.minor == 0) output.putText("Connection: keep-alive\r\n");
}

function isFraming(name: string): bool {
  return equalsIgnoringCase(name, "content-length") || equalsIgnoringCase(name, "transfer-encoding") ||
    equalsIgnoringCase(name, "connection") || equalsIgnoringCase(name, "keep-alive");
}

async function sendBytes(output: Output, bytes: Uint8Array): Promise<void> {
  if (bytes.length <= SMALL) output.put(bytes);
  else await output.send(bytes);
}

/** A body of known size: what there is beyond it is not sent, and what is missing is an error. */
async function sendPlain(output: Output, body: Body, size: i64): Promise<void> {
  const piece = new Uint8Array(SMALL);
  let left = size;
  await output.flush();
  while (size < 0 || left) {
    const count = await body.read(size < 0 || left > SMALL ? piece : piece.subarray(0, <i32>left));
    if (!count && size >= 0) throw new Error("The body ended before its size");
    if (!count) return;
    left -= count;
    await output.send(piece.subarray(0, count));
  }
}

async function sendChunks(output: Output, body: Body): Promise<void> {
  const piece = new Uint8Array(SMALL);
  await output.flush(); // the head does not wait for the first piece
  for (let count = await body.read(piece); count; count = await body.read(piece)) {
    output.putText(count.toString(16) + "\r\n");
    output.put(piece.subarray(0, count));
    output.putText("\r\n");
    await output.flush();
  }
  output.putText("0\r\n\r\n");
}
