// Two ends of a connection in memory, and a client that shows what it is sent, with the time.
import { Channel, now } from "as-pollen";
import { Connection } from "as-pollen/http";
import { print } from "./prelude";

/** One direction: pieces in the order in which they were written; a writer waits while as many as `capacity` are unread. */
class Pipe {
  private readonly pieces: Channel<Uint8Array>;
  private left: Uint8Array = new Uint8Array(0);

  constructor(capacity: i32) { this.pieces = new Channel<Uint8Array>(capacity); }

  async read(bytes: Uint8Array): Promise<i32> {
    if (!this.left.length) {
      try {
        this.left = await this.pieces.receive();
      } catch (e) {
        if (this.pieces.isClosed) return 0;
        throw e;
      }
    }
    const count = min(this.left.length, bytes.length);
    bytes.set(this.left.subarray(0, count));
    this.left = this.left.subarray(count);
    return count;
  }

  async write(bytes: Uint8Array): Promise<void> { await this.pieces.send(bytes.slice(0)); }

  close(): void { this.pieces.close(); }
}

/** One end. */
export class End extends Connection {
  constructor(private readonly input: Pipe, private readonly output: Pipe) { super(); }

  read(bytes: Uint8Array): Promise<i32> { return this.input.read(bytes); }
  write(bytes: Uint8Array): Promise<void> { return this.output.write(bytes); }
  async shutdown(): Promise<void> { this.output.close(); }
  async close(): Promise<void> {
    this.input.close();
    this.output.close();
  }
}

let began: f64 = 0;

/** Sets the clock of `at` to 0. */
export function startClock(): void { began = now(); }

/** Time since then, in whole milliseconds. */
export function at(): string { return `${<i32>(now() - began)}`; }

async function write(to: End, text: string): Promise<void> {
  if (text.length) await to.write(Uint8Array.wrap(String.UTF8.encode(text.replaceAll("|", "\r\n"))));
}

/** The client's end, whose lines are shown. */
export class Client {
  readonly server: End;
  readonly client: End;

  /** @param capacity how many pieces that the server writes may be unread */
  constructor(readonly name: string = "", capacity: i32 = 1000) {
    const up = new Pipe(1000), down = new Pipe(capacity);
    this.server = new End(up, down);
    this.client = new End(down, up);
  }

  /** Sends text; "|" stands for CRLF. */
  async send(text: string): Promise<void> { await write(this.client, text); }

  /** Sends text from the other end. */
  async answer(text: string): Promise<void> { await write(this.server, text); }

  /** Shows the next piece that came. Returns false at the end. */
  async show(): Promise<bool> {
    const bytes = new Uint8Array(64 * 1024), count = await this.client.read(bytes);
    const text = String.UTF8.decode(bytes.buffer.slice(0, count));
    const dates = "Date: Thu, 01 Jan 1970 00:00:00 GMT\r\n"; // there is no other in virtual time
    const shown = text.length > 1000 ? `${text.length} bytes` : text.replaceAll(dates, "").replaceAll("\r\n", "|").replaceAll("\n", "\\n");
    print(`${at()} ${this.name}< ${count ? shown : "(end)"}`);
    return count > 0;
  }

  /** Shows everything up to the end. */
  async showAll(): Promise<void> { while (await this.show()) {} }

  /** Sends no more. */
  shutdown(): Promise<void> { return this.client.shutdown(); }

  /** Goes away. */
  close(): Promise<void> { return this.client.close(); }
}
