// Requests to others where the host speaks HTTP: what its back ends have in common.
import { CancelledError } from "../../core/cancelled";
import { Promise } from "../../core/promise";
import { Body } from "../body";
import { sendPlain } from "../body_writer";
import { asGateway } from "../failure";
import { Headers } from "../headers";
import { ClientOptions } from "../options";
import { Request } from "../request";
import { checkMethod, checkTarget } from "../syntax";
import { HostSink } from "./exchange";
import { BodySource, ReceivedBody } from "./received_body";

/** Throws a `TypeError` if a request cannot be sent. */
export function checkAddress(request: Request): void {
  checkMethod(request.method);
  checkTarget(request.target);
}

/** What `Content-Length` says: -1 for nothing (RFC 9110 8.6). */
export function outgoingSize(request: Request): i64 {
  const method = request.method, size = request.body.size;
  return size || method == "POST" || method == "PUT" || method == "PATCH" ? size : -1;
}

/** Milliseconds as nanoseconds; 0 for no limit. */
export function nanosecondsOf(ms: f64): i64 { return ms < 9e12 ? max<i64>(<i64>(ms * 1e6), 1) : 0; }

/** A body that is sent while the response is waited for, and behind its head. */
export class Upload {
  /** Why it has ended early. */
  failure: Error | null = null;

  constructor(private readonly sink: HostSink) {}

  /** Begins to send. `onFailure` is called if the body cannot be made, or is not taken in time. */
  start(body: Body, onFailure: () => void): void {
    this.run(body, onFailure).catch(() => {});
  }

  private async run(body: Body, onFailure: () => void): Promise<void> {
    try {
      await sendPlain(this.sink, body, body.size);
      await this.sink.finish();
    } catch (e) {
      if (!(e instanceof CancelledError)) this.failure = asGateway(e);
      this.sink.abort();
      onFailure();
      await body.cancel();
    }
  }

  abort(): void { this.sink.abort(); }
}

/** The body of a response. */
export class FetchedBody extends ReceivedBody {
  constructor(source: BodySource, size: i64, options: ClientOptions) {
    super(source, size, options.limits, options.bodyTimeout, Infinity);
    if (!size) source.close();
  }

  get trailers(): Headers { return super.trailers; }

  async read(bytes: Uint8Array): Promise<i32> {
    try {
      return await super.read(bytes);
    } catch (e) {
      throw asGateway(e);
    }
  }
}
