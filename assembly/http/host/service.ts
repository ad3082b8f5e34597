// The user's `handler`, and what is done with a request that the host brings: what `ServerConnection` does with one that comes
// over a connection. The file that the compiler adds hands the handler over (`src/compiler/exports.ts`).
import { CancelledError } from "../../core/cancelled";
import { Promise } from "../../core/promise";
import { Notify } from "../../sync/notify";
import { Scope, scope } from "../../task/scope";
import { sendPlain } from "../body_writer";
import { responseTo } from "../failure";
import { Handler, toHandler } from "../handler";
import { ServerOptions } from "../options";
import { Response } from "../response";
import { HostExchange, HostSink } from "./exchange";

let handler: Handler | null = null;
let options: ServerOptions = new ServerOptions();

/** Is given what the user's file exports as `handler` and, maybe, as `options`. */
export function setHandler<H>(own: H, ownOptions: ServerOptions = options): void {
  handler = toHandler<H>(own);
  options = ownOptions;
  if (isDefined(POLLEN_WASIP3)) ready.notifyAll();
}

/** Modules that await at their top level may be evaluated after the first requests have come, where nothing blocks. */
// @ts-ignore: decorator
@lazy const ready = new Notify();

/**
 * Answers a request, and waits for what the handler has spawned. Rejected only if cancelled.
 * @param onScope is given the scope of the request: cancelling that calls everything off
 */
export async function answer(exchange: HostExchange, onScope: (s: Scope) => void = ignoreScope): Promise<void> {
  try {
    await scope(async (s) => {
      onScope(s);
      await respond(exchange);
    });
  } finally {
    exchange.close();
  }
}

function ignoreScope(_: Scope): void {}

async function respond(exchange: HostExchange): Promise<void> {
  let isHead = false, response: Response;
  try {
    if (isDefined(POLLEN_WASIP3)) while (handler === null) await ready.wait();
    const request = exchange.receive(options);
    isHead = request.method == "HEAD";
    response = await handler!.handle(request);
  } catch (e) {
    if (e instanceof CancelledError) throw e;
    response = responseTo(e, options);
  }
  let sink: HostSink | null = null;
  try {
    sink = begin(exchange, response, isHead);
  } catch (e) {
    await discard(response);
    response = responseTo(e, options);
    sink = begin(exchange, response, isHead);
  }
  await send(response, sink);
}

function begin(exchange: HostExchange, response: Response, isHead: bool): HostSink | null {
  const body = response.body, mayHaveBody = response.status != 204 && response.status != 304;
  const size = !mayHaveBody ? -1 : body === null ? 0 : body.size;
  return exchange.begin(response, size, mayHaveBody && !isHead && body !== null, options);
}

/** Sends the body. That the client has left is nobody's error. */
async function send(response: Response, sink: HostSink | null): Promise<void> {
  const body = response.body;
  if (body === null) return;
  if (sink === null) {
    await discard(response);
    return;
  }
  let failure: Error | null = null;
  try {
    await sendPlain(sink, body, body.size);
    await sink.finish();
  } catch (e) {
    failure = e;
  }
  if (failure === null) return;
  sink.abort();
  await discard(response);
  if (failure instanceof CancelledError) throw failure;
}

async function discard(response: Response): Promise<void> {
  const body = response.body;
  if (body !== null) await body.cancel();
}
