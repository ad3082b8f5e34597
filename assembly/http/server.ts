// A server: the connections that it serves, and how it ends.
import { Notify } from "../sync/notify";
import { moveOnAfter } from "../task/deadline";
import { Connection } from "./connection";
import { Handler, toHandler } from "./handler";
import { ServerOptions } from "./options";
import { ServerConnection } from "./server_connection";

/**
 * Serves connections, wherever they come from. `serve` is the short form for those of a TCP listener.
 * @example
 * const server = new Server(toHandler(answer));
 * spawn(server.serve(connection));
 * await server.shutdown(10_000);
 */
export class Server {
  private readonly open: Set<ServerConnection> = new Set<ServerConnection>();
  private readonly closed: Notify = new Notify();
  private isFinishing: bool = false;

  /** @param handler answers each request; of `toHandler` */
  constructor(private readonly handler: Handler, private readonly options: ServerOptions = new ServerOptions()) {}

  /** Number of connections that are open. */
  get connections(): i32 { return this.open.size; }

  /** Serves a connection until it ends, and closes it. Rejected only if the task is cancelled. */
  async serve(connection: Connection): Promise<void> {
    const own = new ServerConnection(connection, this.handler, this.options);
    this.open.add(own);
    if (this.isFinishing) own.finish();
    try {
      await own.serve();
    } finally {
      this.open.delete(own);
      this.closed.notifyAll();
    }
  }

  /**
   * Ends gracefully: connections without a request are closed at once, the others once it is answered. After `ms`
   * milliseconds those that are left are closed, and their handlers cancelled.
   * @returns how many these were
   */
  async shutdown(ms: f64 = Infinity): Promise<i32> {
    this.isFinishing = true;
    const open = this.open.values();
    for (let i = 0; i < open.length; i++) open[i].finish();
    await moveOnAfter(ms, async (_) => { await this.allClosed(); });
    const left = this.open.values();
    for (let i = 0; i < left.length; i++) left[i].abort();
    return left.length;
  }

  private async allClosed(): Promise<void> {
    while (this.open.size) await this.closed.wait();
  }
}

/**
 * Serves one connection until it ends, and closes it.
 * @param handler a function from `Request` to `Promise<Response>`, or a `Router`. If it is rejected with an `HttpError`
 *   that is the answer; with another error the answer is 500, and the error goes to `options.onError`
 */
export async function serveConnection<H>(
  connection: Connection, handler: H, options: ServerOptions = new ServerOptions(),
): Promise<void> {
  await new Server(toHandler<H>(handler), options).serve(connection);
}
