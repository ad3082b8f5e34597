// Requests that a host of WASI 0.2 brings, and their responses.
import {
  bodyOfResponse, consumeRequest, dropRequest, newFields, newResponse, setResponse, setStatus,
} from "../../wasi/p2/http";
import { fieldsOf } from "../component/fields";
import { cell } from "../component/host";
import { readRequest } from "../component/request";
import { HostExchange, HostSink } from "../host/exchange";
import { ServerOptions } from "../options";
import { Request } from "../request";
import { Response } from "../response";
import { IncomingBody } from "./incoming_body";
import { OutgoingBody } from "./outgoing_body";

export class IncomingExchange extends HostExchange {
  private readonly body: IncomingBody;
  private hasResponded: bool = false;

  /** @param out where the response goes to */
  constructor(private readonly request: i32, private readonly out: i32) {
    super();
    this.body = new IncomingBody(request, consumeRequest, dropRequest, true);
  }

  receive(options: ServerOptions): Request { return readRequest(this.request, this.body, options); }

  begin(response: Response, size: i64, hasBody: bool, options: ServerOptions): HostSink | null {
    const resource = newResponse(fieldsOf(response.headers, size));
    setStatus(resource, response.status);
    let body = 0;
    if (hasBody) {
      bodyOfResponse(resource, cell);
      body = load<i32>(cell, 4);
    }
    this.respond(resource);
    return hasBody ? new OutgoingBody(body, options.writeTimeout) : null;
  }

  private respond(resource: i32): void {
    this.hasResponded = true;
    setResponse(this.out, 0, resource, 0, 0, 0, 0, 0, 0);
  }

  /** Where there is no response yet, and never will be, it is an empty one: 500. */
  close(): void {
    this.body.close();
    if (this.hasResponded) return;
    const resource = newResponse(newFields());
    setStatus(resource, 500);
    this.respond(resource);
  }
}
