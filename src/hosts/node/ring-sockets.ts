// Listening sockets and connections of a guest that blocks its thread: another thread has them, and bytes come through
// shared memory.

import { type MessagePort, receiveMessageOnPort } from "node:worker_threads";
import { fail } from "../wasi/errno.js";
import type { Listener } from "../wasi/sockets.js";
import { BUFFER_BYTES, GuestConnection, type Transport } from "./connection.js";
import { type Connected, type IoRequest, Outbox } from "./io-messages.js";
import { createRing, RingDrainer } from "./ring.js";

type Post = (request: IoRequest, transfer?: ArrayBuffer[]) => void;

/** The listening sockets of one guest, in the order of the addresses. */
export function ringListeners(port: MessagePort, count: number): Listener[] {
  const waiting = Array.from({ length: count }, () => ({ connections: [] as number[], isStopped: false }));
  const receive = () => {
    for (let got = receiveMessageOnPort(port); got !== undefined; got = receiveMessageOnPort(port)) {
      const { listener, connection } = got.message as Connected;
      const queue = waiting[listener];
      if (connection !== undefined) queue?.connections.push(connection);
      else if (queue) queue.isStopped = true;
    }
  };
  const post: Post = (request, transfer = []) => port.postMessage(request, transfer);
  return waiting.map((queue, listener) => ({
    hasConnection() {
      receive();
      return queue.connections.length > 0 || queue.isStopped;
    },
    accept() {
      receive();
      const connection = queue.connections.shift();
      if (connection === undefined && queue.isStopped) fail("INVAL");
      return connection === undefined ? undefined : new GuestConnection(new RingTransport(connection, post));
    },
    close() {
      post({ type: "close listener", listener });
    },
  }));
}

class RingTransport implements Transport {
  readonly #ring: RingDrainer;
  readonly #outbox = new Outbox();

  constructor(
    private readonly connection: number,
    private readonly post: Post,
  ) {
    const ring = createRing(BUFFER_BYTES);
    this.#ring = new RingDrainer(ring);
    this.post({ type: "accept", connection, ring, outbox: this.#outbox.shared });
  }

  get isOver(): boolean {
    return this.#ring.isOver;
  }

  get bytes(): number {
    return this.#ring.bytes;
  }

  get failure(): number | undefined {
    return this.#ring.failure;
  }

  get isBroken(): boolean {
    return this.#outbox.isBroken || this.failure !== undefined; // the one is said after the other
  }

  get room(): number {
    return BUFFER_BYTES - this.#outbox.pending;
  }

  take(buffers: readonly Uint8Array[], peek: boolean): number {
    const count = this.#ring.take(buffers, peek);
    if (!this.#ring.isOver && this.#ring.hasRoom && this.#ring.takeIdle()) {
      this.post({ type: "resume", connection: this.connection });
    }
    return count;
  }

  send(bytes: Uint8Array<ArrayBuffer>): void {
    this.#outbox.add(bytes.length);
    this.post({ type: "send", connection: this.connection, bytes }, [bytes.buffer]);
  }

  shutdown(): void {
    this.post({ type: "shutdown", connection: this.connection });
  }

  close(): void {
    this.post({ type: "close", connection: this.connection });
  }
}
