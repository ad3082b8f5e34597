// Requests to others where the host speaks HTTP: what its back ends have in common.
import { CancelledError } from "../../core/cancelled";
import { Promise } from "../../core/promise";
import { NetError } from "../../net/error";
import { Body } from "../body";
import { sendPlain } from "../body_writer";
import { HttpError } from "../error";
import { asGateway } from "../failure";
import { Headers } from "../headers";
import { ClientOptions } from "../options";
import { Request } from "../request";
import { Response } from "../response";
import { checkMethod, checkTarget } from "../syntax";
import { HostSink } from "./exchange";
import { BodySource, declaredSize, ReceivedBody } from "./received_body";

/** Throws a `TypeError` if a request cannot be sent. */
export function checkAddress(request: Request): void {
  checkMethod(request.method);
  checkTarget(request.target);
}

/** The error of an address that the host does not take. */
export function addressError(request: Request): TypeError {
  return new TypeError("'" + request.url + "' is not an address of http");
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
      this.sink.abort();
      // An origin may answer before it has all, and take no more: then that counts.
      if (!(e instanceof CancelledError || e instanceof NetError)) {
        this.failure = asGateway(e);
        onFailure();
      }
      await body.cancel();
    }
  }

  abort(): void { this.sink.abort(); }
}

/** A response that has come; `source` has its body. */
export function makeResponse(status: i32, headers: Headers, source: BodySource, isHead: bool, options: ClientOptions): Response {
  const isEmpty = isHead || status == 204 || status == 304;
  if (isEmpty || status < 200 || status > 599) source.close();
  if (status < 200 || status > 599) throw new HttpError(502, "The response is not valid: status " + status.toString());
  try {
    const size = isEmpty ? 0 : declaredSize(headers);
    return new Response(new ReceivedBody(source, size, options.limits, options.bodyTimeout, Infinity), status, headers);
  } catch (e) {
    source.close();
    throw e;
  }
}
