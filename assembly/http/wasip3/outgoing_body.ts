// Bodies that go out, of responses and of requests: a stream, and behind it a future of trailers.
import { CopyResult } from "../../component/waitable";
import { Promise } from "../../core/promise";
import { NetError } from "../../net/error";
import { Direction } from "../../reactor/descriptor";
import { timeout } from "../../task/deadline";
import { Errno } from "../../wasi/errno";
import { cancelWriteBody, dropWritableBody, newBody, newTrailers, writeBody } from "../../wasi/p3/http_body";
import { HostSink } from "../host/exchange";
import { CopyEnd } from "./copy";
import { TrailersWriter } from "./future_writer";

class BodyWriter extends CopyEnd {
  constructor(handle: i32) { super(handle, Direction.WRITE); }

  protected start(at: usize, count: i32): i32 { return writeBody(this.fd, at, count); }
  protected stop(): i32 { return cancelWriteBody(this.fd); }
  protected drop(): void { dropWritableBody(this.fd); }

  async send(bytes: Uint8Array): Promise<void> {
    const length = bytes.length;
    for (let sent = 0; sent < length; ) {
      const code = await this.copy(bytes.dataStart + sent, length - sent);
      sent += code >>> 4;
      if ((code & 15) == CopyResult.DROPPED && sent < length) throw new NetError(Errno.PIPE, "write", "body");
    }
  }
}

/** The ends that a message is made with. */
export class BodyEnds {
  /** 0: there is no body. */
  readonly stream: i32;
  readonly trailers: i32;
  private readonly body: BodyWriter | null;
  private readonly behind: TrailersWriter;

  constructor(hasBody: bool) {
    const body = hasBody ? newBody() : 0, trailers = newTrailers();
    this.stream = <i32>body;
    this.trailers = <i32>trailers;
    this.body = hasBody ? new BodyWriter(<i32>(body >> 32)) : null;
    this.behind = new TrailersWriter(<i32>(trailers >> 32));
  }

  /**
   * What the body goes to; without one nothing does, and all is said.
   * @param limit how long the peer may take to accept what is sent, in milliseconds
   */
  sink(limit: f64): HostSink | null {
    const body = this.body;
    if (body !== null) return new OutgoingBody(body, this.behind, limit);
    this.behind.settle(true);
    return null;
  }
}

class OutgoingBody extends HostSink {
  private hasEnded: bool = false;

  constructor(private readonly body: BodyWriter, private readonly behind: TrailersWriter, private readonly limit: f64) { super(); }

  async send(bytes: Uint8Array): Promise<void> { await timeout(this.body.send(bytes), this.limit); }

  async finish(): Promise<void> { this.end(true); }

  abort(): void { this.end(false); }

  private end(isWhole: bool): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    this.body.close();
    this.behind.settle(isWhole);
  }
}
