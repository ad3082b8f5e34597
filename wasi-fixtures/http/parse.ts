// Parses what comes in on standard input, as a server would, and tells what it found.
//
//   input    any number of cases: length (u32, little-endian), bytes of each read (u32, 0 for all), options (4 x i32), bytes
//   output   a line of JSON for each case: the requests, and the error that ended it
import { BufferedWriter, readAll, stdin, stdout } from "as-pollen";
import { Connection, Headers, HttpError, Limits } from "as-pollen/http";
import { IncomingBody } from "as-pollen/assembly/http/incoming";
import { Input } from "as-pollen/assembly/http/input";
import { Output } from "as-pollen/assembly/http/output";
import { RequestParser } from "as-pollen/assembly/http/request_head";

/** A connection on which some bytes come in, so many at a time, and then the end. */
class Replay extends Connection {
  private at: i32 = 0;

  constructor(private readonly bytes: Uint8Array, private readonly atOnce: i32) { super(); }

  async read(bytes: Uint8Array): Promise<i32> {
    let count = min(bytes.length, this.bytes.length - this.at);
    if (this.atOnce) count = min(count, this.atOnce);
    bytes.set(this.bytes.subarray(this.at, this.at + count));
    this.at += count;
    return count;
  }

  async write(_bytes: Uint8Array): Promise<void> {}
  async close(): Promise<void> {}
}

function quote(text: string): string {
  let quoted = '"';
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char == 0x22 || char == 0x5c) quoted += "\\" + text.charAt(i);
    else if (char < 0x20 || char > 0x7e) quoted += "\\u" + char.toString(16).padStart(4, "0");
    else quoted += text.charAt(i);
  }
  return quoted + '"';
}

function quoteAll(headers: Headers): string {
  const all = new Array<string>();
  headers.forEach((value, name) => { all.push(`[${quote(name)},${quote(value)}]`); });
  return `[${all.join(",")}]`;
}

async function parse(connection: Connection, limits: Limits): Promise<string> {
  const output = new Output(connection, Infinity), input = new Input(connection, output);
  const requests = new Array<string>();
  let error = "null";
  try {
    let goesOn = true;
    while (goesOn) {
      const parser = new RequestParser(limits);
      while (!parser.advance(input)) {
        if (await input.fill()) continue;
        if (!parser.isUntouched || input.buffered) throw new HttpError(400, "The connection ended within the head");
        goesOn = false;
        break;
      }
      if (!goesOn) break;
      const head = parser.head, body = new IncomingBody(input, output, head.framing, limits, Infinity);
      const bytes = await body.bytes();
      let text = "";
      for (let i = 0; i < bytes.length; i++) text += String.fromCharCode(bytes[i]);
      requests.push(`{"method":${quote(head.method)},"target":${quote(head.target)},"minor":${head.minor},"headers":${
        quoteAll(head.headers)},"body":${quote(text)},"trailers":${quoteAll(body.trailers)},"keepAlive":${head.framing.keepAlive}}`);
      goesOn = head.framing.keepAlive;
    }
  } catch (e) {
    if (!(e instanceof HttpError)) throw e;
    error = `{"status":${e.status},"message":${quote(e.message)}}`;
  }
  return `{"requests":[${requests.join(",")}],"error":${error}}\n`;
}

export async function main(): Promise<void> {
  const bytes = await readAll(stdin), view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const writer = new BufferedWriter(stdout);
  for (let at = 0; at < bytes.length; ) {
    const length = view.getInt32(at, true), limits = new Limits();
    limits.requestLine = view.getInt32(at + 8, true);
    limits.headerBytes = view.getInt32(at + 12, true);
    limits.headers = view.getInt32(at + 16, true);
    limits.body = view.getInt32(at + 20, true);
    const connection = new Replay(bytes.subarray(at + 24, at + 24 + length), view.getInt32(at + 4, true));
    await writer.write(await parse(connection, limits));
    at += 24 + length;
  }
  await writer.flush();
}
