// Serving at a TCP address.
import { ListenOptions, TcpListener } from "../net/tcp_listener";
import { scope } from "../task/scope";
import { toHandler } from "./handler";
import { ServeOptions } from "./options";
import { Server } from "./server";
import { TcpConnection } from "./tcp_connection";

/**
 * Serves at a TCP address, until `options.signal` is aborted, the host stops listening or the task is cancelled.
 * @param handler a function from `Request` to `Promise<Response>`, or a `Router`
 * @param address `HOST:PORT`; under `wasip1` the listening socket that the host has passed in
 * Rejected with a `NetError` if nobody may listen there, as `TcpListener.bind` is.
 * @example
 * const stop = new AbortController();
 * await serve(router, "127.0.0.1:8080", { signal: stop.signal, shutdownTimeout: 5000 });
 */
export async function serve<H>(handler: H, address: string, options: ServeOptions = new ServeOptions()): Promise<void> {
  const listening = new ListenOptions();
  listening.maxConnections = options.maxConnections;
  const listener = await TcpListener.bind(address, listening), signal = options.signal;
  const server = new Server(toHandler<H>(handler), options);
  const stop = (): void => { listener.close().catch(() => {}); };
  if (signal !== null) {
    signal.addEventListener("abort", stop);
    if (signal.aborted) stop();
  }
  try {
    const at = listener.address;
    options.onListen(at.isKnown ? at.toString() : "");
    await scope(async (s) => {
      for await (const peer of listener) {
        peer.setNoDelay();
        s.spawn(() => server.serve(new TcpConnection(peer)));
      }
      options.onShutdown();
      await server.shutdown(options.shutdownTimeout);
    });
  } finally {
    if (signal !== null) signal.removeEventListener("abort", stop);
    stop();
  }
}
