// `fetch`: a request over a TCP connection of its own; in the world `http`, by the host.
import { TcpStream } from "../net/tcp_stream";
import { timeout } from "../task/deadline";
import { ClientConnection } from "./client_connection";
import { ClientOptions } from "./options";
import { Request } from "./request";
import { Response } from "./response";
import { TcpConnection } from "./tcp_connection";
import * as hosted from "./hosted/client";
import * as wasip2 from "./wasip2/client";
import * as wasip3 from "./wasip3/client";

/**
 * Sends a request to the server that its address names, and waits for the head of the response. Redirections are not
 * followed. The connection is closed when the body was read to its end, or is cancelled: do one of the two.
 * In the world `http` the host sends it, and the address may be one of https.
 * @param resource an address, "http://host:port/path?query", or a `Request` for one
 * Rejected as `ClientConnection.send` and `TcpStream.connect` are; a `TypeError` if the address is not one of http. In the
 * world `http` with an `HttpError` (502, 504) whatever is wrong, and with a `TypeError` if the host does not take a field.
 * @example
 * const response = await fetch("http://127.0.0.1:8080/hello");
 * console.log(await response.text());
 */
export async function fetch<R>(resource: R, options: ClientOptions = new ClientOptions()): Promise<Response> {
  let request: Request;
  if (isString<R>()) {
    const url = changetype<string>(resource);
    request = new Request(url);
    if (!url.includes("://")) throw new TypeError("'" + url + "' is not an address of http");
  } else if (resource instanceof Request) request = resource;
  else ERROR("A string or a Request is expected.");
  if (!request.host.length) throw new TypeError("'" + request.target + "' does not name a host");
  if (isDefined(POLLEN_HTTP)) {
    if (isDefined(POLLEN_HOSTED)) return await hosted.send(request, options);
    return await (isDefined(POLLEN_WASIP3) ? wasip3.send(request, options) : wasip2.send(request, options));
  }
  if (request.__scheme != "http") {
    throw new TypeError("'" + request.url + "' is not an address of http: TLS is not implemented");
  }
  const host = request.host, hasPort = host.lastIndexOf(":") > host.lastIndexOf("]");
  const stream = await timeout(TcpStream.connect(hasPort ? host : host + ":80"), options.connectTimeout);
  request.headers.set("Connection", "close");
  return await new ClientConnection(new TcpConnection(stream), options).send(request);
}
