// Listening sockets and connections of a guest that is suspended while it waits: its thread's event loop serves them.

import type { Server, Socket } from "node:net";
import { Errno } from "../wasi/abi.js";
import { errnoOf, fail } from "../wasi/errno.js";
import type { Connection, Listener } from "../wasi/sockets.js";
import { BUFFER_BYTES, GuestConnection, type Transport } from "./connection.js";
import { Lingering } from "./lingering.js";

export class EventSockets {
  /** The listening sockets, in the order of the servers. */
  readonly listeners: readonly EventListener[];
  readonly #lingering = new Lingering();

  /**
   * @param servers listen already, made with `allowHalfOpen` and `pauseOnConnect`
   * @param notify is called whenever the guest should look again
   */
  constructor(
    private readonly servers: readonly Server[],
    notify: () => void,
  ) {
    this.listeners = servers.map((server) => new EventListener(server, notify, this.#lingering));
  }

  /** Ends listening; the guest is told so. */
  stopListening(): void {
    for (const listener of this.listeners) listener.stop();
  }

  /** To be called when the guest has closed everything: returns when what it sent has gone out. */
  end(): Promise<void> {
    for (const server of this.servers) server.close();
    return this.#lingering.end();
  }
}

class EventListener implements Listener {
  readonly #waiting: Socket[] = [];
  #isStopped = false;

  constructor(
    private readonly server: Server,
    private readonly notify: () => void,
    private readonly lingering: Lingering,
  ) {
    server.on("connection", (socket) => {
      socket.on("error", () => {}); // the guest learns of it once it has accepted
      this.#waiting.push(socket);
      notify();
    });
  }

  hasConnection(): boolean {
    return this.#waiting.length > 0 || this.#isStopped;
  }

  /** Nobody may connect any more; those who have may still be accepted. */
  stop(): void {
    this.#isStopped = true;
    this.server.close();
    this.notify();
  }

  accept(): Connection | undefined {
    const socket = this.#waiting.shift();
    if (socket === undefined && this.#isStopped) fail("INVAL");
    return socket && new GuestConnection(new EventTransport(socket, this.notify, this.lingering));
  }

  close(): void {
    this.server.close();
    for (const socket of this.#waiting) socket.resetAndDestroy();
  }
}

class EventTransport implements Transport {
  isOver = false;
  failure: number | undefined;
  isBroken = false;
  /** What came first, and was looked at or taken in part. */
  #front: Buffer = Buffer.alloc(0);

  constructor(
    private readonly socket: Socket,
    private readonly notify: () => void,
    private readonly lingering: Lingering,
  ) {
    socket.on("readable", () => {
      if (socket.readableLength === 0) socket.read(0); // or Node does not say that this is the end
      notify();
    });
    socket.on("end", () => this.#over(undefined));
    socket.on("error", (error) => {
      this.isBroken = true;
      this.#over(errnoOf(error) ?? Errno.IO);
    });
    socket.on("close", () => this.#over(undefined));
  }

  get bytes(): number {
    return this.#front.length + this.socket.readableLength;
  }

  get room(): number {
    return BUFFER_BYTES - this.socket.writableLength;
  }

  take(buffers: readonly Uint8Array[], peek: boolean): number {
    const wanted = buffers.reduce((sum, { length }) => sum + length, 0);
    if (this.#front.length < Math.min(wanted, BUFFER_BYTES)) {
      const arrived: Buffer | null = this.socket.read();
      if (arrived) this.#front = this.#front.length === 0 ? arrived : Buffer.concat([this.#front, arrived]);
    }
    let total = 0;
    for (const buffer of buffers) {
      const part = this.#front.subarray(total, total + buffer.length);
      buffer.set(part);
      total += part.length;
    }
    if (!peek) this.#front = this.#front.subarray(total);
    return total;
  }

  send(bytes: Uint8Array<ArrayBuffer>): void {
    this.socket.write(bytes, this.notify);
  }

  shutdown(): void {
    this.socket.end();
  }

  close(): void {
    this.lingering.add(this.socket);
  }

  /** What comes first counts: the end, or an error. */
  #over(failure: number | undefined): void {
    if (!this.isOver) {
      this.isOver = true;
      this.failure = failure;
    }
    this.notify();
  }
}
