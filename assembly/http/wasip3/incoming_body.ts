// Bodies that come in, of requests and of responses: a stream, and behind it a future of trailers, or of what was wrong.
import { CopyResult } from "../../component/waitable";
import { Promise } from "../../core/promise";
import { Direction } from "../../reactor/descriptor";
import {
  cancelReadBody, cancelReadTrailers, dropReadableBody, dropReadableResult, dropReadableTrailers, newResult, readBody, readTrailers,
} from "../../wasi/p3/http_body";
import { freeText, gatewayError } from "../component/error_code";
import { takeFields } from "../component/fields";
import { cell } from "../component/host";
import { HttpError } from "../error";
import { Headers } from "../headers";
import { BodySource } from "../host/received_body";
import { CopyEnd } from "./copy";
import { ResultWriter } from "./future_writer";

/** What a resource gives up its body with: `consume`. */
export type Consume = (message: i32, result: i32, cell: usize) => void;

class BodyReader extends CopyEnd {
  private hasEnded: bool = false;
  /** Where the copy that is under way goes to, and what it has brought after nobody waited for it any more. */
  private place: Uint8Array = new Uint8Array(0);
  private left: Uint8Array = new Uint8Array(0);

  constructor(handle: i32) { super(handle, Direction.READ); }

  protected start(at: usize, count: i32): i32 { return readBody(this.fd, at, count); }
  protected stop(): i32 { return cancelReadBody(this.fd); }
  protected drop(): void { dropReadableBody(this.fd); }

  protected noteCancelled(code: i32): void {
    this.left = this.place.slice(0, code >>> 4);
    if ((code & 15) == CopyResult.DROPPED) this.hasEnded = true;
  }

  async readSome(bytes: Uint8Array): Promise<i32> {
    const left = this.left, count = min(left.length, bytes.length);
    if (count) {
      memory.copy(bytes.dataStart, left.dataStart, count);
      this.left = left.subarray(count);
      return count;
    }
    if (this.hasEnded) return 0;
    this.place = bytes;
    const code = await this.copy(bytes.dataStart, bytes.length);
    if ((code & 15) == CopyResult.DROPPED) this.hasEnded = true;
    return code >>> 4;
  }
}

/** Size of what it reads: a result. */
// @ts-ignore: decorator
@inline const RESULT: usize = 40;

class TrailersReader extends CopyEnd {
  readonly value: usize = heap.alloc(RESULT);

  constructor(handle: i32) {
    super(handle, Direction.READ);
    memory.fill(this.value, 0, RESULT);
  }

  protected start(at: usize, count: i32): i32 { return readTrailers(this.fd, at); }
  protected stop(): i32 { return cancelReadTrailers(this.fd); }
  protected drop(): void {
    dropReadableTrailers(this.fd);
    heap.free(this.value);
  }
}

export class IncomingBody extends BodySource {
  private body: BodyReader | null = null;
  private behind: TrailersReader | null = null;
  /** Says at the end that all is well. */
  private result: ResultWriter | null = null;
  private failure: HttpError | null = null;
  private trailers: Headers = new Headers();
  private isClosed: bool = false;

  /**
   * @param message handle of the request or the response, which its body takes the place of once that is asked for
   * @param consume takes the body of it
   * @param sent future of how the request of a response was sent; 0: there is none. wasmtime 49 ends the connection of the
   *   response when it is dropped
   */
  constructor(
    private readonly message: i32, private readonly consume: Consume, private readonly drop: (message: i32) => void,
    private readonly sent: i32 = 0,
  ) { super(!sent); }

  async read(bytes: Uint8Array): Promise<i32> {
    if (this.isClosed) return 0;
    let body = this.body;
    if (body === null) body = this.open();
    const count = await body.readSome(bytes);
    if (!count) await this.readBehind();
    return count;
  }

  private open(): BodyReader {
    const result = newResult();
    this.consume(this.message, <i32>result, cell);
    const body = new BodyReader(load<i32>(cell));
    this.body = body;
    this.behind = new TrailersReader(load<i32>(cell, 4));
    this.result = new ResultWriter(<i32>(result >> 32));
    return body;
  }

  /** The stream has ended: its future tells why. */
  private async readBehind(): Promise<void> {
    const behind = this.behind;
    if (behind === null || this.isClosed) return;
    const value = behind.value;
    await behind.copy(value, 1);
    if (load<u8>(value)) {
      this.failure = gatewayError(value + 8);
      freeText(value + 8);
      throw this.failure!;
    }
    if (load<u8>(value, 8)) this.trailers = takeFields(load<i32>(value, 12));
    this.close();
  }

  async readTrailers(): Promise<Headers> { return this.trailers; }

  get reason(): HttpError | null { return this.failure; }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    const body = this.body, behind = this.behind, result = this.result;
    if (body === null) this.drop(this.message);
    else body.close();
    if (behind !== null) behind.close();
    if (result !== null) result.settle(true);
    if (this.sent) dropReadableResult(this.sent);
  }
}
