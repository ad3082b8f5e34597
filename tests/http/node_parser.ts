// Node's own HTTP parser as a reference: what a server of node:http finds in some bytes.

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Duplex } from "node:stream";

export interface Seen {
  requests: { method: string; target: string; minor: number; headers: [string, string][]; body: string }[];
  /** The code of the error that ended it, or "400" where Node has answered a request by itself. */
  error: string | null;
}

/** A connection on which bytes come in, and then the end. */
class Replay extends Duplex {
  /** What was written to it. */
  answers = "";

  constructor(bytes: Uint8Array) {
    super();
    this.push(bytes);
    this.push(null);
  }

  override _read(): void {}
  override _write(bytes: Buffer, _encoding: string, done: () => void): void {
    this.answers += bytes.toString("latin1");
    done();
  }
}

/** Parses as strictly as Node can, with its usual limits. */
export function seenByNode(bytes: Uint8Array): Promise<Seen> {
  return new Promise((resolve) => {
    const seen: Seen = { requests: [], error: null };
    const replay = new Replay(bytes);
    let open = 0;
    let ended = false;
    const settle = (): void => {
      if (!ended || open > 0) return;
      if (replay.answers.includes("HTTP/1.1 400 ")) seen.error ??= "400";
      setImmediate(() => resolve(seen));
    };
    const take = (message: IncomingMessage, response: ServerResponse): void => {
      open++;
      const { method = "", url: target = "", httpVersionMinor: minor, rawHeaders } = message;
      const names = rawHeaders.filter((_, i) => i % 2 === 0);
      const headers = names.map((name, i): [string, string] => [name, rawHeaders[2 * i + 1] ?? ""]);
      const parts: Buffer[] = [];
      message.on("data", (part: Buffer) => parts.push(part));
      message.on("end", () => response.end());
      message.on("error", () => {}); // an incomplete body
      message.on("close", () => {
        const body = Buffer.concat(parts).toString("latin1");
        if (message.complete) seen.requests.push({ method, target, minor, headers, body });
        open--;
        settle();
      });
    };
    const server = createServer({ insecureHTTPParser: false, requireHostHeader: true });
    for (const event of ["request", "checkContinue", "checkExpectation"]) server.on(event, take);
    server.on("clientError", (error: NodeJS.ErrnoException) => {
      seen.error ??= error.code ?? error.message;
      replay.destroy();
    });
    replay.on("close", () => {
      ended = true;
      settle();
    });
    server.emit("connection", replay);
  });
}
