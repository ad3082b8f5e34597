// Bodies, going out (RFC 9112 6 and 7.1).
import { Body, BytesBody } from "./body";
import { Output } from "./output";
import { Sink } from "./sink";

/** Bodies of up to so many bytes go out with their heads; longer ones in pieces of so many. */
// @ts-ignore: decorator
@inline const PIECE: i32 = 16 * 1024;

/** Puts a short body that is in memory into the output's buffer, and tells whether it is one. */
export function putShort(output: Output, body: Body): bool {
  if (!(body instanceof BytesBody) || body.size > PIECE) return false;
  (body as BytesBody).putInto(output);
  return true;
}

/**
 * Sends a body. What is small may stay in the output's buffer.
 * @param isChunked whether as chunks; else as it is, up to its size if that is known
 * Rejected as `Output.flush` and `Body.read` are, and if the body ends before its size.
 */
export async function sendBody(output: Output, body: Body, isChunked: bool): Promise<void> {
  if (isChunked) await sendChunks(output, body);
  else if (putShort(output, body)) return;
  else if (body instanceof BytesBody) await output.send((body as BytesBody).take());
  else {
    await output.flush(); // the head does not wait for the first piece
    await sendPlain(output, body, body.size);
  }
}

/**
 * Sends a body as it is: up to its size if that is known, and not -1. What there is beyond it is not sent, and what is missing
 * is an error.
 */
export async function sendPlain(sink: Sink, body: Body, size: i64): Promise<void> {
  const piece = new Uint8Array(PIECE);
  let left = size;
  while (size < 0 || left) {
    const count = await body.read(size < 0 || left > PIECE ? piece : piece.subarray(0, <i32>left));
    if (!count && size >= 0) throw new Error("The body ended before its size");
    if (!count) return;
    left -= count;
    await sink.send(piece.subarray(0, count));
  }
}

async function sendChunks(output: Output, body: Body): Promise<void> {
  const piece = new Uint8Array(PIECE);
  await output.flush(); // the head does not wait for the first piece
  for (let count = await body.read(piece); count; count = await body.read(piece)) {
    output.putText(count.toString(16) + "\r\n");
    output.put(piece.subarray(0, count));
    output.putText("\r\n");
    await output.flush();
  }
  output.putText("0\r\n\r\n");
}
