// Starts the isolates of a guest that blocks its thread while it waits, on the thread that does its input and sockets.

import { MessageChannel, type Worker } from "node:worker_threads";
import { IoServer } from "./io-server.js";
import type { BlockedIsolateData, IsolateData } from "./isolate-data.js";
import { startIsolateThread } from "./isolate-threads.js";
import { Signal } from "./signal.js";

export class IsolateServer {
  readonly #threads = new Map<number, { worker: Worker; server: IoServer }>();

  /** @param signal what the guest sleeps on */
  constructor(private readonly signal: Signal) {}

  /** @param gone becomes 1 when the thread is */
  start(isolate: number, data: IsolateData, gone: SharedArrayBuffer): void {
    const { port1, port2 } = new MessageChannel();
    const server = new IoServer(port1, new Signal(data.signals?.own), []);
    const blocked: BlockedIsolateData = { ...data, io: port2 };
    const worker = startIsolateThread(blocked, [data.port, port2], () => {
      Atomics.store(new Int32Array(gone), 0, 1);
      this.signal.notify();
      this.end(isolate);
    });
    this.#threads.set(isolate, { worker, server });
  }

  end(isolate: number): void {
    const thread = this.#threads.get(isolate);
    if (!thread) return;
    this.#threads.delete(isolate);
    thread.server.stop();
    void thread.worker.terminate();
  }

  stop(): void {
    for (const isolate of [...this.#threads.keys()]) this.end(isolate);
  }
}
