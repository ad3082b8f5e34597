// Bodies that come in, of requests and of responses: a resource, its stream, and at the end what comes behind it.
import { takeBack } from "../../component/memory";
import { Promise } from "../../core/promise";
import { HostStreams, NONE, PolledResource } from "../../net/wasip2/streams";
import { Direction } from "../../reactor/descriptor";
import {
  dropIncomingBody, dropTrailers, errorCodeOf, finishIncoming, getTrailers, streamOf, subscribeTrailers,
} from "../../wasi/p2/http";
import { gatewayError } from "../component/error_code";
import { takeFields } from "../component/fields";
import { cell, lendRoom } from "../component/host";
import { HttpError } from "../error";
import { Headers } from "../headers";
import { BodySource } from "../host/received_body";

/** What a resource gives up its body with: `consume`. */
export type Consume = (message: i32, cell: usize) => void;

class BodyStream extends HostStreams {
  /** What HTTP says about the error of the stream. */
  reason: HttpError | null = null;

  constructor(stream: i32) { super(stream, "body", stream, NONE); }

  protected noteError(error: i32): void {
    lendRoom();
    errorCodeOf(error, cell);
    takeBack();
    if (load<u8>(cell)) this.reason = gatewayError(cell + 8);
  }
}

class Trailers extends PolledResource {
  constructor(future: i32) { super(future, "trailers"); }

  pollable(direction: Direction): i32 {
    if (this.readPollable == NONE) this.readPollable = subscribeTrailers(this.fd);
    return this.readPollable;
  }

  protected release(): i32 {
    this.dropPollables();
    dropTrailers(this.fd);
    return 0;
  }
}

export class IncomingBody extends BodySource {
  private body: i32 = NONE;
  private stream: BodyStream | null = null;
  private isClosed: bool = false;

  /**
   * @param message handle of the request or the response, which is dropped once its body is asked for, or at the end
   * @param consume takes the body of it
   */
  constructor(
    private readonly message: i32, private readonly consume: Consume, private readonly drop: (message: i32) => void,
    isRequest: bool,
  ) { super(isRequest); }

  async read(bytes: Uint8Array): Promise<i32> {
    if (this.isClosed) return 0;
    const stream = this.opened();
    return stream !== null ? await stream.read(bytes) : 0;
  }

  /** The stream, asked for when it is first read; null if there is none. */
  private opened(): BodyStream | null {
    if (this.body != NONE) return this.stream;
    this.consume(this.message, cell);
    if (load<u8>(cell)) return null;
    this.body = load<i32>(cell, 4);
    streamOf(this.body, cell);
    if (!load<u8>(cell)) this.stream = new BodyStream(load<i32>(cell, 4));
    return this.stream;
  }

  async readTrailers(): Promise<Headers> {
    if (this.body == NONE || this.isClosed) return new Headers();
    this.closeStream();
    const trailers = new Trailers(finishIncoming(this.body));
    this.body = NONE;
    this.close();
    try {
      await trailers.readable();
      lendRoom();
      getTrailers(trailers.fd, cell);
      takeBack();
      if (!load<u8>(cell) || load<u8>(cell, 8)) return new Headers();
      if (load<u8>(cell, 16)) throw gatewayError(cell + 24);
      return load<u8>(cell, 24) ? takeFields(load<i32>(cell, 28)) : new Headers();
    } finally {
      trailers.close();
    }
  }

  get reason(): HttpError | null {
    const stream = this.stream;
    return stream !== null ? stream.reason : null;
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.closeStream();
    if (this.body != NONE) dropIncomingBody(this.body);
    this.drop(this.message);
  }

  private closeStream(): void {
    const stream = this.stream;
    if (stream !== null) stream.close();
  }
}
