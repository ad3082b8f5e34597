// Requests to others by a host in JavaScript: its `fetch`.
import { Promise } from "../../core/promise";
import { timeout } from "../../task/deadline";
import { asGateway } from "../failure";
import { checkAddress, makeResponse, outgoingSize, Upload } from "../host/client";
import { ClientOptions } from "../options";
import { Request } from "../request";
import { Response } from "../response";
import { currentRequest } from "./exchange";
import { fieldsOf, headersOf } from "./fields";
import { abort, FetchedHead, response, send as begin } from "./imports";
import { HostedSink, HostedSource } from "./streams";

/** Sends a request, and waits for the head of its response. */
export async function send(request: Request, options: ClientOptions): Promise<Response> {
  checkAddress(request);
  const size = max<i64>(outgoingSize(request), request.body.size < 0 ? -1 : 0);
  const call = begin(currentRequest.get(), request.method, request.url, fieldsOf(request.headers), <f64>size);
  let upload: Upload | null = null;
  if (size) {
    upload = new Upload(new HostedSink(call, options.writeTimeout));
    upload.start(request.body, () => { abort(call); });
  }
  try {
    const head = await timeout<Promise<FetchedHead>>(response(call), options.connectTimeout + options.headersTimeout);
    const source = new HostedSource(head.body, false);
    const made = makeResponse(head.status, headersOf(head.fields), source, request.method == "HEAD", options);
    made.statusText = head.statusText;
    return made;
  } catch (e) {
    abort(call);
    const failure = upload !== null ? upload.failure : null;
    throw failure !== null ? failure : asGateway(e);
  }
}
