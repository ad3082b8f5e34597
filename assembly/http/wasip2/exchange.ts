// Requests that a host of WASI 0.2 brings, and their responses.
import { takeBack } from "../../component/memory";
import { now } from "../../core/sleep";
import {
  authorityOf, bodyOfResponse, consumeRequest, dropRequest, headersOf, methodOf, newResponse, schemeOf, setResponse, setStatus,
  targetOf,
} from "../../wasi/p2/http";
import { methodName, OTHER_METHOD } from "../component/method";
import { HostExchange, HostSink } from "../host/exchange";
import { checkLimits } from "../host/limits";
import { declaredSize, ReceivedBody } from "../host/received_body";
import { ServerOptions } from "../options";
import { Request } from "../request";
import { Response } from "../response";
import { latin1 } from "../syntax";
import { cell, fieldsOf, lendRoom, takeFields } from "./fields";
import { IncomingBody } from "./incoming_body";
import { OutgoingBody } from "./outgoing_body";

/** The text in the cell, "" if there is none. */
function optionalText(): string {
  takeBack();
  const start = load<usize>(cell, 4);
  return load<u8>(cell) ? latin1(start, start + load<usize>(cell, 8)) : "";
}

export class IncomingExchange extends HostExchange {
  private readonly body: IncomingBody;

  /** @param out where the response goes to */
  constructor(private readonly request: i32, private readonly out: i32) {
    super();
    this.body = new IncomingBody(request, consumeRequest, dropRequest, true);
  }

  receive(options: ServerOptions): Request {
    const handle = this.request;
    lendRoom();
    methodOf(handle, cell);
    takeBack();
    const tag = <i32>load<u8>(cell), start = load<usize>(cell, 4);
    const method = tag < OTHER_METHOD ? methodName(tag) : latin1(start, start + load<usize>(cell, 8));
    lendRoom();
    targetOf(handle, cell);
    const target = optionalText();
    lendRoom();
    authorityOf(handle, cell);
    const host = optionalText();
    lendRoom();
    schemeOf(handle, cell);
    takeBack();
    const isHttps = load<u8>(cell) && load<u8>(cell, 4) == 1;
    const headers = takeFields(headersOf(handle)), deadline = now() + options.requestTimeout;
    checkLimits(target, headers, options.limits);
    const body = new ReceivedBody(this.body, declaredSize(headers), options.limits, options.bodyTimeout, deadline);
    const request = new Request(target, method, body, headers);
    if (host.length && !headers.has("host")) headers.__append("host", host); // hosts keep it to themselves
    request.host = host;
    if (isHttps) request.__scheme = "https";
    return request;
  }

  begin(response: Response, size: i64, hasBody: bool, options: ServerOptions): HostSink | null {
    const mayHaveSize = response.status != 204 && response.status != 304;
    const handle = newResponse(fieldsOf(response.headers, mayHaveSize ? size : -1));
    setStatus(handle, response.status);
    let body = 0;
    if (hasBody) {
      bodyOfResponse(handle, cell);
      body = load<i32>(cell, 4);
    }
    setResponse(this.out, 0, handle, 0, 0, 0, 0, 0, 0);
    return hasBody ? new OutgoingBody(body, options.writeTimeout) : null;
  }

  close(): void { this.body.close(); }
}
