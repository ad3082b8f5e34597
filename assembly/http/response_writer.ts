// Responses, going out (RFC 9112 4 and 6). What frames them is the writer's: fields of the handler that would are left
// out.
import { completedVoid } from "../core/at_once";
import { takeDirect } from "../core/frame";
import { Promise } from "../core/promise";
import { Body } from "./body";
import { putShort, sendBody } from "./body_writer";
import { currentDate } from "./date";
import { Headers } from "./headers";
import { Output } from "./output";
import { Response } from "./response";
import { equalsIgnoringCase, listHas } from "./syntax";

/** What a response answers to: a request of a connection. */
export class Exchange {
  /** Whether the request has method HEAD: the response has no body, and says how long it would be. */
  isHead: bool = false;
  /** Of the version of the request, 1.`minor`. 1.0 knows no chunks. */
  minor: i32 = 1;
  /** Whether the connection is to stay open; the writer may decide against it. */
  keepAlive: bool = true;

  /** Begins with another request. */
  restart(): void {
    this.isHead = false;
    this.minor = 1;
    this.keepAlive = true;
  }
}

/**
 * Writes a response as a whole. What is small stays in the output's buffer.
 * Rejected as `Output.flush` and `Body.read` are: then the response is cut short, and the connection has to be closed.
 */
export function writeResponse(output: Output, response: Response, exchange: Exchange): Promise<void> {
  const direct = takeDirect(), body = response.body, status = response.status;
  const mayHaveBody = status != 204 && status != 304;
  const size: i64 = body === null ? 0 : body.size;
  const isChunked = mayHaveBody && size < 0 && exchange.minor > 0;
  const fields = response.__fields, connection = fields !== null ? fields.get("connection") : null;
  if (connection !== null && listHas(connection, "close")) exchange.keepAlive = false;
  if (mayHaveBody && size < 0 && !isChunked) exchange.keepAlive = false; // only the end of the connection ends it
  putHead(output, response, exchange);
  if (mayHaveBody && size >= 0) putLength(output, size);
  if (isChunked) output.putText("Transfer-Encoding: chunked\r\n");
  output.endLine();
  const isSent = mayHaveBody && !exchange.isHead;
  if (body === null || (isSent && putShort(output, body))) return completedVoid(direct);
  __direct = direct;
  return isSent ? sendBody(output, body, isChunked) : leaveOut(body);
}

async function leaveOut(body: Body): Promise<void> { await body.cancel(); }

function putHead(output: Output, response: Response, exchange: Exchange): void {
  const fields = response.__fields;
  output.putText(response.__statusLine);
  if (fields !== null) putFields(output, fields);
  else if (response.__type.length) output.putField("Content-Type", response.__type);
  if (fields === null || !fields.has("date")) output.putField("Date", currentDate());
  if (!exchange.keepAlive) output.putText("Connection: close\r\n");
  else if (exchange.minor == 0) output.putText("Connection: keep-alive\r\n");
}

/** The fields of a message, but for those that are left to what writes messages. */
export function putFields(output: Output, headers: Headers): void {
  for (let i = 0; i < headers.size; i++) {
    const name = headers.__name(i);
    if (!isFraming(name)) output.putField(name, headers.__value(i));
  }
}

export function putLength(output: Output, size: i64): void {
  output.putText("Content-Length: ");
  output.putNumber(size);
  output.endLine();
}

/** Whether a field is left to what writes messages. */
export function isFraming(name: string): bool {
  return equalsIgnoringCase(name, "content-length") || equalsIgnoringCase(name, "transfer-encoding") ||
    equalsIgnoringCase(name, "connection") || equalsIgnoringCase(name, "keep-alive");
}
