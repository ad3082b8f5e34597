// Runs a guest that blocks its thread while it waits; the main thread does standard input and sockets for it.

import { MessageChannel } from "node:worker_threads";
import type { RunRequest } from "../host.js";
import { DEFAULT_LIMITS } from "../wasi/limits.js";
import type { BlockingIoData } from "./blocking-io.js";
import { IoServer } from "./io-server.js";
import { addressOf, listenAt } from "./listen.js";
import { createRing } from "./ring.js";
import { Signal } from "./signal.js";
import { runInThread, type Service } from "./thread.js";

/** Several times what a pipe holds, so that both threads stay busy. */
const STDIN_BYTES = 256 * 1024;

/** One a process: what one guest did not read is there for the next. */
let stdin: SharedArrayBuffer | undefined;
const signal = new Signal();

export function runBlocking(workerFile: URL, request: RunRequest): Promise<number> {
  return runInThread(workerFile, request, serve);
}

async function serve(listen: readonly string[]): Promise<Service<BlockingIoData>> {
  const servers = await listenAt(listen, DEFAULT_LIMITS.openFiles);
  const { port1, port2 } = new MessageChannel();
  const server = new IoServer(port1, signal, servers);
  stdin ??= createRing(STDIN_BYTES);
  return {
    io: { port: port2, signal: signal.shared, ring: stdin, addresses: servers.map(addressOf) },
    transfer: [port2],
    ended: () => server.ended,
    stopListening: () => server.stopListening(),
    stop: () => server.stop(),
  };
}
