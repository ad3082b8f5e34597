// The client's side of one connection: a request, its response, and the next one behind its body.
//
//   READY ──send──▶ BUSY ──body read to its end──▶ READY
//                    │
//                    └── error, body cancelled, Connection: close, end of the connection ──▶ CLOSED
import { now } from "../core/sleep";
import { Body } from "./body";
import { sendBody } from "./body_writer";
import { Connection } from "./connection";
import { HttpError } from "./error";
import { asGateway } from "./failure";
import { Headers } from "./headers";
import { IncomingBody } from "./incoming";
import { Input } from "./input";
import { ClientOptions } from "./options";
import { Output } from "./output";
import { Request } from "./request";
import { Response } from "./response";
import { ResponseHead, ResponseParser } from "./response_head";
import { putFields, putLength } from "./response_writer";
import { checkMethod, checkTarget, listHas } from "./syntax";

/** Interim responses (1xx) that are passed over: a server that sends more of them is up to something. */
// @ts-ignore: decorator
@inline const INTERIM: i32 = 20;

/**
 * Sends requests over a connection, one after the other. Whoever makes it closes it; a response whose connection cannot be
 * used again closes it once its body was read.
 * @example
 * const client = new ClientConnection(connection);
 * const response = await client.send(new Request("http://example.com/"));
 * console.log(await response.text());
 */
export class ClientConnection {
  private readonly input: Input;
  private readonly output: Output;
  private isBusy: bool = false;
  private hasEnded: bool = false;

  constructor(private readonly connection: Connection, private readonly options: ClientOptions = new ClientOptions()) {
    const output = new Output(connection, options.writeTimeout);
    this.output = output;
    this.input = new Input(connection, output);
  }

  /** Whether another request can be sent: the last response was read to its end, and the connection is open. */
  get isReady(): bool { return !this.isBusy && !this.hasEnded; }

  /**
   * Sends a request, and waits for the head of its response.
   * Rejected with an `HttpError` if the answer is no valid one (502) or does not come in time (504), an `Error` if the
   * connection is not ready, a `TypeError` if method or address are not valid, or as the connection is. The body is rejected
   * in the same way.
   */
  async send(request: Request): Promise<Response> {
    if (!this.isReady) throw new Error("The connection is closed, or its last response was not read to its end");
    checkMethod(request.method);
    checkTarget(request.target);
    this.isBusy = true;
    const connection = request.headers.get("connection"), isLast = connection !== null && listHas(connection, "close");
    try {
      await this.write(request, isLast);
      const head = await this.readHead(request.method == "HEAD");
      this.rest();
      const body = new IncomingBody(this.input, this.output, head.framing, this.options.limits, this.options.bodyTimeout);
      this.input.deadline = Infinity;
      const received = new ReceivedBody(body, this, head.framing.keepAlive && !isLast);
      if (body.isComplete) await received.finish();
      return responseOf(head, received);
    } catch (e) {
      await this.close();
      throw asGateway(e);
    }
  }

  /** Closes the connection. */
  async close(): Promise<void> {
    this.hasEnded = true;
    this.rest();
    await this.connection.close();
  }

  /** Nothing is waited for: no timer is to keep the program from ending. */
  rest(): void {
    this.input.stop();
    this.output.stop();
  }

  /** A response was read to its end. */
  async release(isReusable: bool): Promise<void> {
    this.isBusy = false;
    if (!isReusable) await this.close();
  }

  private async write(request: Request, isLast: bool): Promise<void> {
    const output = this.output, headers = request.headers, body = request.body, size = body.size;
    output.putText(request.method + " " + request.target + " HTTP/1.1\r\n");
    if (!headers.has("host")) output.putField("Host", request.host);
    putFields(output, headers);
    if (isLast) output.putText("Connection: close\r\n");
    if (size < 0) output.putText("Transfer-Encoding: chunked\r\n");
    else if (size || definesBody(request.method)) putLength(output, size);
    output.endLine();
    if (size) await sendBody(output, body, size < 0);
    await output.flush();
  }

  private async readHead(isHead: bool): Promise<ResponseHead> {
    const input = this.input;
    input.deadline = now() + this.options.headersTimeout;
    for (let i = 0; i < INTERIM; i++) {
      const parser = new ResponseParser(this.options.limits, isHead);
      while (!parser.advance(input)) {
        if (!(await input.fill())) throw new HttpError(502, "The connection ended within the head");
      }
      if (parser.head.status == 101) break; // nobody has asked for another protocol
      if (!parser.head.isInterim) return parser.head;
    }
    throw new HttpError(502, "There is no final response");
  }
}

/** RFC 9110 8.6: methods whose requests say that they have no body. */
function definesBody(method: string): bool { return method == "POST" || method == "PUT" || method == "PATCH"; }

/** The body of a response, which lets go of its connection. */
class ReceivedBody extends Body {
  private hasFinished: bool = false;

  constructor(
    private readonly body: IncomingBody,
    private readonly client: ClientConnection,
    private readonly isReusable: bool,
  ) { super(); }

  get size(): i64 { return this.body.size; }

  get trailers(): Headers { return this.body.trailers; }

  async read(bytes: Uint8Array): Promise<i32> {
    if (this.hasFinished) return 0;
    let count = 0;
    try {
      count = await this.body.read(bytes);
    } catch (e) {
      await this.cancel();
      throw asGateway(e);
    }
    this.client.rest();
    if (this.body.isComplete) await this.finish();
    return count;
  }

  /** The connection cannot be used again: what is left of the body would be in the way. */
  async cancel(): Promise<void> {
    if (this.hasFinished) return;
    this.hasFinished = true;
    await this.client.close();
  }

  async finish(): Promise<void> {
    this.hasFinished = true;
    await this.client.release(this.isReusable);
  }
}

function responseOf(head: ResponseHead, body: Body): Response {
  const response = new Response(body, head.status, head.headers);
  response.statusText = head.reason;
  return response;
}
