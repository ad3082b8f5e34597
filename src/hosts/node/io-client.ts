// A guest's way to the thread that does input and sockets, when the guest runs on a thread of the embedder, which may be
// blocked as long as the guest runs. The thread starts with the first guest that needs it.

import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import { HostError, type ListenAddress } from "../host.js";
import type { Listener } from "../wasi/sockets.js";
import type { IoRequest } from "./io-messages.js";
import type { IoClientRequest, IoReady } from "./io-thread.js";
import { createRing } from "./ring.js";
import { ringListeners } from "./ring-sockets.js";
import { Signal } from "./signal.js";

/** Several times what a pipe holds, so that both threads stay busy. */
const INPUT_BYTES = 256 * 1024;

/** What all guests of this thread sleep on. */
export const signal = new Signal();

/** One for each descriptor: what one guest did not read is there for the next. */
const rings = new Map<number, SharedArrayBuffer>();

export function inputRing(fd: number): SharedArrayBuffer {
  const ring = rings.get(fd) ?? createRing(INPUT_BYTES);
  rings.set(fd, ring);
  return ring;
}

let thread: Worker | undefined;
/** Guests that are gone, and whose last bytes the thread is sending. */
let ending = 0;

function ioThread(): Worker {
  if (thread !== undefined) return thread;
  const started = new Worker(new URL("./io-thread.js", import.meta.url), { workerData: signal.shared, execArgv: [] });
  started.on("message", () => {
    if (--ending === 0) started.unref();
  });
  started.unref();
  thread = started;
  return started;
}

export class IoClient {
  readonly addresses: readonly ListenAddress[];
  readonly listeners: readonly Listener[];
  readonly #port: MessagePort;

  /** @throws HostError when one of the addresses cannot be had */
  constructor(listen: readonly string[], maxConnections: number) {
    const { port1, port2 } = new MessageChannel();
    const request: IoClientRequest = { port: port2, listen, maxConnections };
    ioThread().postMessage(request, [port2]);
    this.#port = port1;
    const ready = this.#ready();
    if ("error" in ready) {
      ending++; // the thread says of this guest, too, that it has ended
      throw new HostError(ready.error.code, ready.error.message, ready.error.remedy);
    }
    this.addresses = ready.addresses;
    this.listeners = ringListeners(port1, listen.length);
  }

  post(request: IoRequest, transfer: MessagePort[] = []): void {
    this.#port.postMessage(request, transfer);
  }

  /** The guest is gone; what it sent still goes out. */
  end(): void {
    this.post({ type: "end" });
    ending++;
    thread?.ref();
  }

  /** Blocks until the sockets listen. */
  #ready(): IoReady {
    for (;;) {
      const token = signal.token();
      const received = receiveMessageOnPort(this.#port);
      if (received !== undefined) return received.message as IoReady;
      signal.wait(token, Number.POSITIVE_INFINITY);
    }
  }
}
