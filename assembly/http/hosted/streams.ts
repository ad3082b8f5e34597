// Bodies that the host brings, and that it takes.
import { Promise } from "../../core/promise";
import { timeout } from "../../task/deadline";
import { Headers } from "../headers";
import { HostSink } from "../host/exchange";
import { BodySource } from "../host/received_body";
import { abort, cancel, finish, read, write } from "./imports";

export class HostedSource extends BodySource {
  private left: Uint8Array = new Uint8Array(0);
  private hasEnded: bool;

  /** @param stream the host's number; 0: there is no body */
  constructor(private readonly stream: i32, isRequest: bool) {
    super(isRequest);
    this.hasEnded = !stream;
  }

  async read(bytes: Uint8Array): Promise<i32> {
    if (!this.left.length && !this.hasEnded) {
      this.left = await read(this.stream);
      this.hasEnded = !this.left.length;
    }
    const left = this.left, count = min(left.length, bytes.length);
    memory.copy(bytes.dataStart, left.dataStart, count);
    this.left = left.subarray(count);
    return count;
  }

  /** The web's interfaces do not tell. */
  async readTrailers(): Promise<Headers> { return new Headers(); }

  close(): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    cancel(this.stream);
  }
}

export class HostedSink extends HostSink {
  private hasEnded: bool = false;

  /** @param limit how long the peer may take to accept what is sent, in milliseconds */
  constructor(private readonly stream: i32, private readonly limit: f64) { super(); }

  async send(bytes: Uint8Array): Promise<void> { await timeout(write(this.stream, bytes), this.limit); }

  async finish(): Promise<void> {
    this.hasEnded = true;
    await finish(this.stream);
  }

  abort(): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    abort(this.stream);
  }
}
