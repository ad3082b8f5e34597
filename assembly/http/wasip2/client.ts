// Requests to others by a host of WASI 0.2: it connects, speaks HTTP and, for https, TLS.
import { takeBack } from "../../component/memory";
import { Promise } from "../../core/promise";
import { NONE, PolledResource } from "../../net/wasip2/streams";
import { Direction } from "../../reactor/descriptor";
import {
  bodyOfRequest, consumeResponse, dropFutureResponse, dropIncomingResponse, dropOutgoingRequest, getResponse, handle,
  headersOfResponse, newOptions, newRequest, setAuthority, setBetweenBytesTimeout, setConnectTimeout, setFirstByteTimeout,
  setMethod, setScheme, setTarget, statusOf, subscribeResponse,
} from "../../wasi/p2/http_client";
import { gatewayError } from "../component/error_code";
import { FlatText } from "../component/fields";
import { methodTag, schemeTag } from "../component/method";
import { HttpError } from "../error";
import { checkAddress, FetchedBody, nanosecondsOf, outgoingSize, Upload } from "../host/client";
import { declaredSize } from "../host/received_body";
import { ClientOptions } from "../options";
import { Request } from "../request";
import { Response } from "../response";
import { cell, fieldsOf, lendRoom, takeFields } from "./fields";
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

// @ts-ignore: decorator
@lazy const text = new FlatText();

function makeRequest(request: Request, size: i64): i32 {
  const resource = newRequest(fieldsOf(request.headers, size)), method = request.method;
  setMethod(resource, methodTag(method), text.start, text.put(method));
  setScheme(resource, 1, schemeTag(request.__scheme), text.start, text.put(request.__scheme));
  const isHost = !setAuthority(resource, 1, text.start, text.put(request.host));
  if (isHost && !setTarget(resource, 1, text.start, text.put(request.target))) return resource;
  dropOutgoingRequest(resource);
  throw new TypeError("'" + request.url + "' is not an address of http");
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
  const body = new IncomingBody(resource, consumeResponse, dropIncomingResponse, false);
  if (status < 200 || status > 599) {
    body.close();
    throw new HttpError(502, "The response is not valid: status " + status.toString());
  }
  const isEmpty = isHead || status == 204 || status == 304;
  return new Response(new FetchedBody(body, isEmpty ? 0 : declaredSize(headers), options), status, headers);
}
