// Responses, going out (RFC 9112 4 and 6). What frames them is the writer's: fields of the handler that would are left
// out.
import { sendBody } from "./body_writer";
import { currentDate } from "./date";
import { Headers } from "./headers";
import { Output } from "./output";
import { Response } from "./response";
import { equalsIgnoringCase, listHas } from "./syntax";

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
  if (mayHaveBody && size >= 0) putLength(output, size);
  if (isChunked) output.putText("Transfer-Encoding: chunked\r\n");
  output.putText("\r\n");
  if (body === null) return;
  if (exchange.isHead || !mayHaveBody) await body.cancel();
  else await sendBody(output, body, isChunked);
}

function putHead(output: Output, response: Response, exchange: Exchange): void {
  output.putText("HTTP/1.1 ");
  output.putNumber(response.status);
  output.putText(" ");
  output.putText(response.__reason);
  output.putText("\r\n");
  putFields(output, response.headers);
  if (!response.headers.has("date")) putField(output, "Date", currentDate());
  if (!exchange.keepAlive) output.putText("Connection: close\r\n");
  else if (exchange.minor == 0) output.putText("Connection: keep-alive\r\n");
}

/** The fields of a message, but for those that are left to what writes messages. */
export function putFields(output: Output, headers: Headers): void {
  for (let i = 0; i < headers.size; i++) {
    const name = headers.__name(i);
    if (!isFraming(name)) putField(output, name, headers.__value(i));
  }
}

function putField(output: Output, name: string, value: string): void {
  output.putText(name);
  output.putText(": ");
  output.putText(value);
  output.putText("\r\n");
}

export function putLength(output: Output, size: i64): void {
  output.putText("Content-Length: ");
  output.putNumber(size);
  output.putText("\r\n");
}

/** Whether a field is left to what writes messages. */
export function isFraming(name: string): bool {
  return equalsIgnoringCase(name, "content-length") || equalsIgnoringCase(name, "transfer-encoding") ||
    equalsIgnoringCase(name, "connection") || equalsIgnoringCase(name, "keep-alive");
}
