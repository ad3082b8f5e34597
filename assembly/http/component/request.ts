// Requests, read from resources and written to them.
import { takeBack } from "../../component/memory";
import { now } from "../../core/sleep";
import { checkLimits } from "../host/limits";
import { BodySource, declaredSize, ReceivedBody } from "../host/received_body";
import { ServerOptions } from "../options";
import { Request } from "../request";
import { latin1 } from "../syntax";
import { FlatText, takeFields } from "./fields";
import {
  authorityOf, cell, headersOf, lendRoom, methodOf, schemeOf, setAuthority, setMethod, setScheme, setTarget, targetOf,
} from "./host";

/** Methods with a number, in their order. */
// @ts-ignore: decorator
@lazy const METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"];
/** Number of a method whose name is a text. */
// @ts-ignore: decorator
@inline const OTHER: i32 = 9;

/** The text in the cell: pointer at 4, length at 8. */
function text(): string {
  const start = load<usize>(cell, 4);
  return latin1(start, start + load<usize>(cell, 8));
}

/** Reads a request that has come in. Throws an `HttpError`. */
export function readRequest(resource: i32, source: BodySource, options: ServerOptions): Request {
  lendRoom();
  methodOf(resource);
  takeBack();
  const tag = <i32>load<u8>(cell), method = tag < OTHER ? METHODS[tag] : text();
  lendRoom();
  targetOf(resource);
  takeBack();
  const target = load<u8>(cell) ? text() : "/";
  lendRoom();
  authorityOf(resource);
  takeBack();
  const host = load<u8>(cell) ? text() : "";
  lendRoom();
  schemeOf(resource);
  takeBack();
  const isHttps = load<u8>(cell) && load<u8>(cell, 4) == 1;
  const headers = takeFields(headersOf(resource)), deadline = now() + options.requestTimeout;
  checkLimits(target, headers, options.limits);
  const body = new ReceivedBody(source, declaredSize(headers), options.limits, options.bodyTimeout, deadline);
  const request = new Request(target, method, body, headers);
  if (host.length && !headers.has("host")) headers.__append("host", host); // hosts keep it to themselves
  request.host = host;
  if (isHttps) request.__scheme = "https";
  return request;
}

// @ts-ignore: decorator
@lazy const flat = new FlatText();

/** Writes method and address of a request that goes out. Returns false if the host does not take the address. */
export function writeRequest(resource: i32, request: Request): bool {
  const method = request.method, scheme = request.__scheme, at = METHODS.indexOf(method);
  let length = flat.put(method);
  if (!setMethod(resource, at < 0 ? OTHER : at, flat.start, length)) return false;
  length = flat.put(scheme);
  if (!setScheme(resource, scheme == "http" ? 0 : scheme == "https" ? 1 : 2, flat.start, length)) return false;
  length = flat.put(request.host);
  if (!setAuthority(resource, flat.start, length)) return false;
  length = flat.put(request.target);
  return setTarget(resource, flat.start, length);
}
