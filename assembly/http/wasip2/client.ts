// Requests to others by a host of WASI 0.2: it connects, speaks HTTP and, for https, TLS.
import { takeBack } from "../../component/memory";
import { Promise } from "../../core/promise";
import { NONE, PolledResource } from "../../net/wasip2/streams";
import { Direction } from "../../reactor/descriptor";
import {
  bodyOfRequest, consumeResponse, dropFutureResponse, dropIncomingResponse, dropOutgoingRequest, getResponse, handle,
  headersOfResponse, newOptions, newRequest, setBetweenBytesTimeout, setConnectTimeout, setFirstByteTimeout, statusOf,
  subscribeResponse,
} from "../../wasi/p2/http_client";
import { gatewayError } from "../component/error_code";
import { fieldsOf, takeFields } from "../component/fields";
import { cell, lendRoom } from "../component/host";
import { writeRequest } from "../component/request";
import { addressError, checkAddress, makeResponse, nanosecondsOf, outgoingSize, Upload } from "../host/client";
import { ClientOptions } from "../options";
import { Request } from "../request";
import { Response } from "../response";
import { IncomingBody } from "./incoming_body";
import { OutgoingBody } from "./outgoing_body";

/** A response that is yet to come. */
class FutureResponse extends PolledResource {
  constructor(future: i32) { super(future, "response"); }

  pollable(direction: Direction): i32 {
    if (this.readPollable == NONE) this.readPollable = subscribeResponse(this.fd);
    return this.readPollable;
  }

  protected release(): i32 {
    this.dropPollables();
    dropFutureResponse(this.fd);
    return 0;
  }
}

/** Sends a request, and waits for the head of its response. */
export async function send(request: Request, options: ClientOptions): Promise<Response> {
  checkAddress(request);
  const size = outgoingSize(request), resource = makeRequest(request, size);
  let upload: Upload | null = null;
  if (request.body.size) {
    bodyOfRequest(resource, cell);
    upload = new Upload(new OutgoingBody(load<i32>(cell, 4), options.writeTimeout));
  }
  lendRoom();
  handle(resource, 1, makeOptions(options), cell);
  takeBack();
  if (load<u8>(cell)) {
    const error = gatewayError(cell + 8);
    if (upload !== null) upload.abort();
    throw error;
  }
  const future = new FutureResponse(load<i32>(cell, 8));
  try {
    if (upload !== null) upload.start(request.body, () => { future.close(); });
    return await responseOf(future, request.method == "HEAD", options);
  } catch (e) {
    const failure = upload !== null ? upload.failure : null;
    if (upload !== null) upload.abort();
    throw failure !== null ? failure : e;
  } finally {
    future.close();
  }
}

function makeRequest(request: Request, size: i64): i32 {
  const resource = newRequest(fieldsOf(request.headers, size));
  if (writeRequest(resource, request)) return resource;
  dropOutgoingRequest(resource);
  throw addressError(request);
}

function makeOptions(options: ClientOptions): i32 {
  const resource = newOptions(), connect = nanosecondsOf(options.connectTimeout);
  const first = nanosecondsOf(options.headersTimeout), between = nanosecondsOf(options.bodyTimeout);
  if (connect) setConnectTimeout(resource, 1, connect);
  if (first) setFirstByteTimeout(resource, 1, first);
  if (between) setBetweenBytesTimeout(resource, 1, between);
  return resource;
}

async function responseOf(future: FutureResponse, isHead: bool, options: ClientOptions): Promise<Response> {
  await future.readable();
  lendRoom();
  getResponse(future.fd, cell);
  takeBack();
  if (load<u8>(cell, 8) || load<u8>(cell, 16)) throw gatewayError(cell + 24);
  const resource = load<i32>(cell, 24), status = statusOf(resource), headers = takeFields(headersOfResponse(resource));
  return makeResponse(status, headers, new IncomingBody(resource, consumeResponse, dropIncomingResponse, false), isHead, options);
}
