// Requests that a host of WASI 0.3 brings, and their responses.
import { consumeRequest, dropRequest, newResponse, setStatus } from "../../wasi/p3/http";
import { dropReadableResult } from "../../wasi/p3/http_body";
import { fieldsOf } from "../component/fields";
import { cell } from "../component/host";
import { readRequest } from "../component/request";
import { HostExchange, HostSink } from "../host/exchange";
import { ServerOptions } from "../options";
import { Request } from "../request";
import { Response } from "../response";
import { IncomingBody } from "./incoming_body";
import { BodyEnds } from "./outgoing_body";
import { RequestTask } from "./request_task";

export class IncomingExchange extends HostExchange {
  private readonly body: IncomingBody;

  /** @param task returns the response */
  constructor(private readonly request: i32, private readonly task: RequestTask) {
    super();
    this.body = new IncomingBody(request, consumeRequest, dropRequest);
  }

  receive(options: ServerOptions): Request { return readRequest(this.request, this.body, options); }

  begin(response: Response, size: i64, hasBody: bool, options: ServerOptions): HostSink | null {
    const fields = fieldsOf(response.headers, size), ends = new BodyEnds(hasBody);
    newResponse(fields, i32(hasBody), ends.stream, ends.trailers, cell);
    const resource = load<i32>(cell);
    dropReadableResult(load<i32>(cell, 4)); // how it was sent: the stream tells, too
    setStatus(resource, response.status);
    this.task.respond(resource);
    return ends.sink(options.writeTimeout);
  }

  close(): void { this.body.close(); }
}
