// Requests to others by a host of WASI 0.3: it connects, speaks HTTP and, for https, TLS.
import { Promise } from "../../core/promise";
import { HostCall } from "../../net/wasip3/host_call";
import { consumeResponse, dropRequest, dropResponse, headersOfResponse, statusOf } from "../../wasi/p3/http";
import { dropReadableResult } from "../../wasi/p3/http_body";
import {
  newOptions, newRequest, send as sendRequest, setBetweenBytesTimeout, setConnectTimeout, setFirstByteTimeout,
} from "../../wasi/p3/http_client";
import { freeText, gatewayError } from "../component/error_code";
import { fieldsOf, takeFields } from "../component/fields";
import { cell } from "../component/host";
import { writeRequest } from "../component/request";
import { HostSink } from "../host/exchange";
import { addressError, checkAddress, makeResponse, nanosecondsOf, outgoingSize, Upload } from "../host/client";
import { ClientOptions } from "../options";
import { Request } from "../request";
import { Response } from "../response";
import { IncomingBody } from "./incoming_body";
import { BodyEnds } from "./outgoing_body";

/** Size of the result of `send`. */
// @ts-ignore: decorator
@inline const RESULT: usize = 40;

/** A request that was sent. */
class Sending extends HostCall {
  private isTaken: bool = false;

  /** @param sent future of how it was sent: see `IncomingBody` */
  constructor(status: i32, block: usize, url: string, readonly sent: i32) { super(status, block, "fetch", url); }

  /** The response, which `sent` belongs to from now on; throws what the host says is wrong. */
  take(): i32 {
    const result = this.block;
    if (!load<u8>(result)) {
      this.isTaken = true;
      return load<i32>(result, 8);
    }
    const error = gatewayError(result + 8);
    freeText(result + 8);
    throw error;
  }

  protected freeResult(hasReturned: bool): void {
    if (this.isTaken) return;
    if (hasReturned && !load<u8>(this.block)) dropResponse(load<i32>(this.block, 8));
    dropReadableResult(this.sent);
  }
}

/** Sends a request, and waits for the head of its response. */
export async function send(request: Request, options: ClientOptions): Promise<Response> {
  checkAddress(request);
  const fields = fieldsOf(request.headers, outgoingSize(request)), ends = new BodyEnds(request.body.size != 0);
  newRequest(fields, i32(ends.stream != 0), ends.stream, ends.trailers, 1, makeOptions(options), cell);
  const resource = load<i32>(cell), sent = load<i32>(cell, 4);
  const sink = ends.sink(options.writeTimeout);
  if (!writeRequest(resource, request)) {
    dropRequest(resource);
    dropReadableResult(sent);
    if (sink !== null) sink.abort();
    throw addressError(request);
  }
  const block = heap.alloc(RESULT);
  memory.fill(block, 0, RESULT);
  const sending = new Sending(sendRequest(resource, block), block, request.url, sent);
  return await responseTo(request, sending, sink, options);
}

async function responseTo(request: Request, sending: Sending, sink: HostSink | null, options: ClientOptions): Promise<Response> {
  const upload = sink !== null ? new Upload(sink) : null;
  try {
    if (upload !== null) upload.start(request.body, () => { sending.close(); });
    await sending.returned();
    const response = sending.take(), status = statusOf(response), headers = takeFields(headersOfResponse(response));
    const body = new IncomingBody(response, consumeResponse, dropResponse, sending.sent);
    return makeResponse(status, headers, body, request.method == "HEAD", options);
  } catch (e) {
    const failure = upload !== null ? upload.failure : null;
    if (upload !== null) upload.abort();
    throw failure !== null ? failure : e;
  } finally {
    sending.close();
  }
}

function makeOptions(options: ClientOptions): i32 {
  const resource = newOptions(), connect = nanosecondsOf(options.connectTimeout);
  const first = nanosecondsOf(options.headersTimeout), between = nanosecondsOf(options.bodyTimeout);
  if (connect) setConnectTimeout(resource, 1, connect, cell);
  if (first) setFirstByteTimeout(resource, 1, first, cell);
  if (between) setBetweenBytesTimeout(resource, 1, between, cell);
  return resource;
}
