// Requests that a host in JavaScript brings, and their responses.
import { now } from "../../core/sleep";
import { TaskLocal } from "../../task/local";
import { HostExchange, HostSink } from "../host/exchange";
import { checkLimits } from "../host/limits";
import { declaredSize, ReceivedBody } from "../host/received_body";
import { ServerOptions } from "../options";
import { Request } from "../request";
import { Response } from "../response";
import { fieldsOf, headersOf } from "./fields";
import { begin } from "./imports";
import { HostedSink, HostedSource } from "./streams";

/** The request on whose behalf something runs. */
// @ts-ignore: decorator
@lazy export const currentRequest = new TaskLocal<i32>(0);

export class HostedExchange extends HostExchange {
  private readonly source: HostedSource;

  /**
   * @param id the host's number of the request
   * @param url in absolute form
   * @param stream the host's number of the body, 0 if there is none
   */
  constructor(
    private readonly id: i32, private readonly method: string, private readonly url: string, private readonly fields: string[],
    private readonly stream: i32,
  ) {
    super();
    this.source = new HostedSource(stream, true);
  }

  receive(options: ServerOptions): Request {
    const headers = headersOf(this.fields), deadline = now() + options.requestTimeout;
    checkLimits(this.url, headers, options.limits);
    const size = this.stream ? declaredSize(headers) : 0;
    const body = new ReceivedBody(this.source, size, options.limits, options.bodyTimeout, deadline);
    return new Request(this.url, this.method, body, headers);
  }

  begin(response: Response, size: i64, hasBody: bool, options: ServerOptions): HostSink | null {
    const stream = begin(this.id, response.status, response.statusText, fieldsOf(response.headers), hasBody ? <f64>size : -2);
    if (stream < 0) throw new TypeError("The host does not take the fields of the response");
    return hasBody ? new HostedSink(stream, options.writeTimeout) : null;
  }

  close(): void { this.source.close(); }
}
