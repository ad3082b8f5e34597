// The server's side of one connection.
//
//             first byte          head               handler's response       all sent
//   ─▶ IDLE ────────────▶ READING ──────▶ ANSWERING ──────────────────▶ ... ──────────▶ IDLE
//        │                   │                │                                          │
//        │ end, timeout,     │ refused: 4xx   │ body left unread, Connection: close,     │ finish
//        │ finish            ▼                ▼ error in the midst of a response         │
//        └───────────────▶ CLOSED ◀──────────────────────────────────────────────────────┘
//
// One request after the other: pipelined ones wait in the input's buffer, and so does, unread, what comes behind a body.
import { CancelledError } from "../core/cancelled";
import { now } from "../core/sleep";
import { TimeoutError } from "../task/errors";
import { Scope, scope } from "../task/scope";
import { Body, BytesBody } from "./body";
import { Connection } from "./connection";
import { HttpError } from "./error";
import { responseTo } from "./failure";
import { BodyEnd, Framing } from "./framing";
import { Handler } from "./handler";
import { IncomingBody } from "./incoming";
import { Input } from "./input";
import { ServerOptions } from "./options";
import { Output } from "./output";
import { Request } from "./request";
import { RequestHead, RequestParser } from "./request_head";
import { Response } from "./response";
import { Exchange, writeResponse } from "./response_writer";

/** How long, and for how many bytes, what a client still sends is read before a connection is closed in its face. */
// @ts-ignore: decorator
@inline const LINGER_MS: f64 = 1000;
// @ts-ignore: decorator
@inline const LINGER_BYTES: i32 = 256 * 1024;

/** Reads requests from a connection, and writes what the handler answers. */
export class ServerConnection {
  private readonly input: Input;
  private readonly output: Output;
  /** Whether no request is being read or answered. */
  private isIdle: bool = true;
  private isFinishing: bool = false;
  private scope: Scope | null = null;
  private readonly parser: RequestParser;
  /** The body of all requests without one. */
  private readonly noBody: IncomingBody;
  /** How the request that is served is to be answered. */
  private readonly exchange: Exchange = new Exchange();

  constructor(
    private readonly connection: Connection,
    private readonly handler: Handler,
    private readonly options: ServerOptions,
  ) {
    const output = new Output(connection, options.writeTimeout), input = new Input(connection, output);
    const parser = new RequestParser(options.limits);
    this.output = output;
    this.input = input;
    this.parser = parser;
    this.noBody = bodyOf(parser.head.framing, input, output, options);
  }

  /** Serves until the connection ends, closes it, and waits for what handlers have spawned. Rejected only if cancelled. */
  async serve(): Promise<void> {
    await scope(async (s) => {
      this.scope = s;
      await this.serveRequests();
    });
  }

  private async serveRequests(): Promise<void> {
    const input = this.input;
    try {
      let wait = this.options.headersTimeout, goesOn = true;
      while (goesOn && !this.isFinishing) {
        this.isIdle = true;
        input.deadline = Infinity;
        goesOn = input.buffered > 0 || (await input.fill(wait));
        this.isIdle = false;
        if (goesOn) goesOn = await this.serveRequest();
        wait = this.options.keepAliveTimeout;
      }
      await this.output.flush();
    } catch (e) {
      if (e instanceof CancelledError) throw e;
      // The connection broke, no request came in time, or the peer did not take what was sent: there is nobody to tell.
    } finally {
      this.isIdle = false;
      input.stop();
      this.output.stop();
      await this.connection.close();
    }
  }

  /** Closes the connection once the request that is being served is answered; at once if there is none. */
  finish(): void {
    this.isFinishing = true;
    if (this.isIdle) this.connection.close().catch(() => {});
  }

  /** Cancels the handler and what it has spawned, and closes the connection. */
  abort(): void {
    const s = this.scope;
    if (s !== null) s.cancel("The server was shut down");
  }

  /** Serves a request, of which something has come; tells whether another may follow. */
  private async serveRequest(): Promise<bool> {
    const exchange = this.exchange, input = this.input, parser = this.parser, began = now();
    let body: IncomingBody | null = null, response: Response;
    exchange.restart();
    try {
      parser.restart();
      if (!parser.advance(input)) await this.readHead(began);
      const head = parser.head;
      exchange.isHead = head.method == "HEAD";
      exchange.minor = head.minor;
      exchange.keepAlive = head.framing.keepAlive;
      input.deadline = began + this.options.requestTimeout;
      const hasBody = head.framing.bodyEnd != BodyEnd.NO_BODY;
      const received = hasBody ? bodyOf(head.framing, input, this.output, this.options) : this.noBody;
      body = received;
      response = await this.handler.handle(requestOf(head, received));
    } catch (e) {
      if (e instanceof CancelledError) throw e;
      if (body === null || !body.isComplete) exchange.keepAlive = false;
      response = responseTo(e, this.options);
    }
    if (body !== null) this.decideOnRest(exchange, body, response.body);
    if (this.isFinishing) exchange.keepAlive = false;
    try {
      await writeResponse(this.output, response, exchange);
      if (exchange.keepAlive && body !== null && !body.isComplete) await this.discard(body, exchange);
    } catch (e) {
      const left = response.body;
      if (left !== null) await left.cancel();
      throw e;
    }
    if (!exchange.keepAlive && (body === null || !body.isComplete)) await this.linger();
    return exchange.keepAlive;
  }

  /** Reads what has not come yet of the head of a request. */
  private async readHead(began: f64): Promise<void> {
    const input = this.input, parser = this.parser;
    input.deadline = began + this.options.headersTimeout;
    try {
      do {
        if (!(await input.fill())) throw new HttpError(400, "The connection ended within the head");
      } while (!parser.advance(input));
    } catch (e) {
      if (e instanceof TimeoutError) throw new HttpError(408, "The request did not come in time");
      throw e;
    }
  }

  /**
   * Whether what the handler did not read of the request is short enough to be read for the next one's sake. An answer that is
   * made while it is sent may be made of the request: then it is too late to tell the client to go on.
   */
  private decideOnRest(exchange: Exchange, body: IncomingBody, answer: Body | null): void {
    if (answer !== null && !(answer instanceof BytesBody)) body.goOn();
    if (body.isUnwanted || body.size > this.options.discardedBytes) exchange.keepAlive = false;
    body.stopContinue();
  }

  private async discard(body: IncomingBody, exchange: Exchange): Promise<void> {
    const piece = new Uint8Array(4096);
    let left = this.options.discardedBytes;
    while (!body.isComplete && left > 0) left -= await body.read(piece);
    if (!body.isComplete) exchange.keepAlive = false;
  }

  /**
   * RFC 9112 9.6: closing a connection on which the client still sends would make it lose the response. So the own
   * direction is ended first, and what comes is read for a while.
   */
  private async linger(): Promise<void> {
    await this.output.flush();
    await this.connection.shutdown();
    const input = this.input, piece = new Uint8Array(4096);
    input.deadline = now() + LINGER_MS;
    let left = LINGER_BYTES, count = 1;
    while (count && left > 0) left -= (count = await input.read(piece, LINGER_MS));
  }
}

function bodyOf(framing: Framing, input: Input, output: Output, options: ServerOptions): IncomingBody {
  return new IncomingBody(input, output, framing, options.limits, options.bodyTimeout);
}

function requestOf(head: RequestHead, body: IncomingBody): Request {
  const request = new Request(head.target, head.method, body, head.headers);
  request.host = head.host;
  return request;
}
