// The thread that does input and sockets for every guest of this process that runs behind the class `WASI`.

import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { HostError, type ListenAddress } from "../host.js";
import { IoServer } from "./io-server.js";
import { addressOf, listenAt } from "./listen.js";
import { Signal } from "./signal.js";

/** A guest that needs this thread. */
export interface IoClientRequest {
  port: MessagePort;
  listen: readonly string[];
  maxConnections: number;
}

/** The first message to a guest: where its sockets listen, or why they do not. */
export type IoReady =
  | { addresses: ListenAddress[] }
  | { error: { code: HostError["code"]; message: string; remedy: string } };

const thread = parentPort as MessagePort;
const signal = new Signal(workerData as SharedArrayBuffer);

thread.on("message", async ({ port, listen, maxConnections }: IoClientRequest) => {
  const ready = (message: IoReady) => {
    port.postMessage(message);
    signal.notify();
  };
  try {
    const servers = await listenAt(listen, maxConnections);
    ready({ addresses: servers.map(addressOf) });
    await new IoServer(port, signal, servers).ended;
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    const { code, message, remedy } = error;
    ready({ error: { code, message, remedy } });
  }
  thread.postMessage("ended");
});
