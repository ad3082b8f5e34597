// The guest's side of listening sockets and connections.

import { type MessagePort, receiveMessageOnPort } from "node:worker_threads";
import { Errno } from "../wasi/abi.js";
import { fail, WasiError } from "../wasi/errno.js";
import type { Connection, Listener } from "../wasi/sockets.js";
import { type Connected, type IoRequest, Outbox } from "./io-messages.js";
import { createRing, RingDrainer } from "./ring.js";

/** What one connection buffers, in each direction, in bytes. */
const BUFFER_BYTES = 64 * 1024;

/** The listening sockets of one guest, in the order of the addresses. */
export function guestListeners(port: MessagePort, count: number): Listener[] {
  const waiting: number[][] = Array.from({ length: count }, () => []);
  const receive = () => {
    for (let got = receiveMessageOnPort(port); got !== undefined; got = receiveMessageOnPort(port)) {
      const { listener, connection } = got.message as Connected;
      waiting[listener]?.push(connection);
    }
  };
  const post = (request: IoRequest, transfer: ArrayBuffer[] = []) => port.postMessage(request, transfer);
  return waiting.map((queue, listener) => ({
    hasConnection() {
      receive();
      return queue.length > 0;
    },
    accept() {
      receive();
      const connection = queue.shift();
      return connection === undefined ? undefined : new GuestConnection(connection, post);
    },
    close() {
      post({ type: "close listener", listener });
    },
  }));
}

class GuestConnection implements Connection {
  readonly #ring: RingDrainer;
  readonly #outbox = new Outbox();
  #isReadShut = false;
  #isWriteShut = false;

  constructor(
    private readonly connection: number,
    private readonly post: (request: IoRequest, transfer?: ArrayBuffer[]) => void,
  ) {
    const ring = createRing(BUFFER_BYTES);
    this.#ring = new RingDrainer(ring);
    this.post({ type: "accept", connection, ring, outbox: this.#outbox.shared });
  }

  read(buffers: Uint8Array[], peek: boolean): number | undefined {
    const available = this.available();
    if (available === undefined) return undefined;
    if (available === 0) {
      if (this.#ring.failure !== undefined && !this.#isReadShut) throw new WasiError(this.#ring.failure);
      return 0;
    }
    const count = this.#ring.take(buffers, peek);
    if (!this.#ring.isOver && this.#ring.hasRoom && this.#ring.takeIdle()) {
      this.post({ type: "resume", connection: this.connection });
    }
    return count;
  }

  available(): number | undefined {
    if (this.#isReadShut) return 0;
    const over = this.#ring.isOver; // before `bytes`: what came before the end must be seen
    const { bytes } = this.#ring;
    return bytes > 0 || over ? bytes : undefined;
  }

  write(buffers: Uint8Array[]): number | undefined {
    if (this.#isWriteShut) fail("PIPE");
    if (this.#outbox.failure !== undefined) throw new WasiError(this.#outbox.failure);
    const room = BUFFER_BYTES - this.#outbox.pending;
    if (room <= 0) return undefined;
    const length = buffers.reduce((sum, buffer) => sum + buffer.length, 0);
    const bytes = new Uint8Array(Math.min(room, length));
    let used = 0;
    for (const buffer of buffers) {
      const part = buffer.subarray(0, bytes.length - used);
      bytes.set(part, used);
      used += part.length;
    }
    this.#outbox.add(used);
    this.post({ type: "send", connection: this.connection, bytes }, [bytes.buffer]);
    return used;
  }

  canWrite(): boolean {
    return this.#isWriteShut || this.#outbox.failure !== undefined || this.#outbox.pending < BUFFER_BYTES;
  }

  shutdown({ read, write }: { read: boolean; write: boolean }): void {
    if (this.#ring.failure === Errno.CONNRESET) fail("NOTCONN");
    if (read) this.#isReadShut = true;
    if (!write || this.#isWriteShut) return;
    this.#isWriteShut = true;
    this.post({ type: "shutdown", connection: this.connection });
  }

  close(): void {
    this.post({ type: "close", connection: this.connection });
  }
}
