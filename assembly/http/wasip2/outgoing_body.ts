// Bodies that go out, of responses and of requests: a resource, and its stream.
import { takeBack } from "../../component/memory";
import { Promise } from "../../core/promise";
import { HostStreams, NONE } from "../../net/wasip2/streams";
import { timeout } from "../../task/deadline";
import { dropOutgoingBody, finishOutgoing, outputOf } from "../../wasi/p2/http";
import { gatewayError } from "../component/error_code";
import { cell, lendRoom } from "../component/host";
import { HostSink } from "../host/exchange";

class BodyStream extends HostStreams {
  /** Once it has all that was announced, it takes no more: to wait for that would be an error. */
  protected keepsWhatItTakes: bool = true;

  constructor(stream: i32) { super(stream, "body", NONE, stream); }
}

export class OutgoingBody extends HostSink {
  private readonly stream: BodyStream;
  private hasEnded: bool = false;

  /** @param limit how long the peer may take to accept what is sent, in milliseconds */
  constructor(private readonly body: i32, private readonly limit: f64) {
    super();
    outputOf(body, cell);
    this.stream = new BodyStream(load<i32>(cell, 4));
  }

  async send(bytes: Uint8Array): Promise<void> { await timeout(this.stream.write(bytes), this.limit); }

  async finish(): Promise<void> {
    if (this.hasEnded) return;
    this.end();
    lendRoom();
    finishOutgoing(this.body, 0, 0, cell);
    takeBack();
    if (load<u8>(cell)) throw gatewayError(cell + 8);
  }

  abort(): void {
    if (this.hasEnded) return;
    this.end();
    dropOutgoingBody(this.body);
  }

  private end(): void {
    this.hasEnded = true;
    this.stream.close();
  }
}
