// Input and sockets for one guest, on a thread that runs Node's event loop while the guest's own thread may be blocked:
// the main thread under `pollen run`, a thread of its own behind the class `WASI`.
//
//   a connection:  waiting ──accept──> open ──close──> closing ──all sent──> gone

import type { Server, Socket } from "node:net";
import type { MessagePort } from "node:worker_threads";
import { Errno } from "../wasi/abi.js";
import { errnoOf } from "../wasi/errno.js";
import { type Connected, type IoRequest, Outbox } from "./io-messages.js";
import { IsolateServer } from "./isolate-server.js";
import { Lingering } from "./lingering.js";
import { RingFiller } from "./ring.js";
import type { Signal } from "./signal.js";
import { stdinPump } from "./stdin.js";

export class IoServer {
  /** Resolves when the guest is gone and all that it sent has gone out. */
  readonly ended: Promise<void>;
  readonly #waiting = new Map<number, { socket: Socket; listener: number }>();
  readonly #open = new Map<number, OpenConnection>();
  readonly #lingering = new Lingering();
  readonly #inputs = new Set<ReturnType<typeof stdinPump>>();
  readonly #isolates: IsolateServer;
  #connections = 0;
  #end = () => {};

  /** @param listeners servers that listen already, made with `allowHalfOpen` and `pauseOnConnect` */
  constructor(
    private readonly port: MessagePort,
    private readonly signal: Signal,
    private readonly listeners: readonly Server[],
  ) {
    this.#isolates = new IsolateServer(signal);
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    for (const [listener, server] of listeners.entries()) {
      server.on("connection", (socket) => this.#connected(listener, socket));
    }
    port.on("message", (request: IoRequest) => this.#handle(request));
  }

  /** Nobody may connect any more; those who have may still be accepted. */
  stopListening(): void {
    for (const [listener, server] of this.listeners.entries()) {
      server.close();
      this.#tell({ listener, connection: undefined });
    }
  }

  /** Ends everything at once; nothing more is sent. */
  stop(): void {
    this.port.close();
    this.#isolates.stop();
    for (const input of this.#inputs) input.release();
    for (const server of this.listeners) server.close();
    for (const { socket } of [...this.#waiting.values(), ...this.#open.values()]) socket.destroy();
    this.#lingering.stop();
    this.#end();
  }

  #handle(request: IoRequest): void {
    switch (request.type) {
      case "read":
        this.#read(request.fd, request.ring);
        break;
      case "accept":
        this.#accept(request.connection, request.ring, request.outbox);
        break;
      case "resume":
        this.#open.get(request.connection)?.fill();
        break;
      case "send":
        this.#open.get(request.connection)?.send(request.bytes);
        break;
      case "shutdown":
        this.#open.get(request.connection)?.socket.end();
        break;
      case "close":
        this.#close(request.connection);
        break;
      case "close listener":
        this.#closeListener(request.listener);
        break;
      case "start isolate":
        this.#isolates.start(request.isolate, request.data, request.gone);
        break;
      case "end isolate":
        this.#isolates.end(request.isolate);
        break;
      case "end":
        void this.#guestEnded();
    }
  }

  #read(fd: number, ring: SharedArrayBuffer): void {
    const pump = stdinPump(fd, ring, this.signal);
    this.#inputs.add(pump);
    pump.resume();
  }

  #connected(listener: number, socket: Socket): void {
    const connection = this.#connections++;
    this.#waiting.set(connection, { socket, listener });
    socket.on("error", () => {}); // the guest learns of it from the ring
    this.#tell({ listener, connection });
  }

  #tell(message: Connected): void {
    this.port.postMessage(message);
    this.signal.notify();
  }

  #accept(connection: number, ring: SharedArrayBuffer, outbox: SharedArrayBuffer): void {
    const accepted = this.#waiting.get(connection);
    if (accepted === undefined) return;
    this.#waiting.delete(connection);
    const filler = new RingFiller(ring, this.signal);
    this.#open.set(connection, new OpenConnection(accepted.socket, filler, new Outbox(outbox, this.signal)));
  }

  #close(connection: number): void {
    const closed = this.#open.get(connection);
    this.#open.delete(connection);
    if (closed) this.#lingering.add(closed.socket);
  }

  /** Who was not accepted yet never will be. */
  #closeListener(listener: number): void {
    this.listeners[listener]?.close();
    for (const [connection, waiting] of this.#waiting) {
      if (waiting.listener !== listener) continue;
      this.#waiting.delete(connection);
      waiting.socket.resetAndDestroy();
    }
  }

  async #guestEnded(): Promise<void> {
    for (const connection of [...this.#open.keys()]) this.#close(connection);
    await this.#lingering.end();
    this.stop();
  }
}

class OpenConnection {
  #isOver = false;

  constructor(
    readonly socket: Socket,
    private readonly ring: RingFiller,
    private readonly outbox: Outbox,
  ) {
    ring.takeIdle(); // it is filled from now on
    socket.on("readable", () => this.fill());
    socket.on("end", () => this.#over(() => ring.end()));
    socket.on("error", (error) => this.#failed(error));
    socket.on("close", () => this.#over(() => ring.end()));
    this.fill();
  }

  /** Moves what arrived into the ring, as much as fits; the guest asks again when it has made room. */
  fill(): void {
    for (;;) {
      if (this.ring.isLow) {
        this.ring.goIdle();
        if (this.ring.isLow || !this.ring.takeIdle()) return;
      }
      const space = this.ring.space();
      const chunk: Buffer | null = this.socket.read(Math.min(space.length, this.socket.readableLength) || 1);
      if (chunk === null) return;
      space.set(chunk);
      this.ring.commit(chunk.length);
    }
  }

  send(bytes: Uint8Array): void {
    this.socket.write(bytes, () => this.outbox.remove(bytes.length));
  }

  #failed(error: Error): void {
    const errno = errnoOf(error) ?? Errno.IO;
    this.#over(() => this.ring.fail(errno));
    this.outbox.break();
  }

  /** What comes first counts: the end, or an error. */
  #over(tell: () => void): void {
    if (this.#isOver) return;
    this.#isOver = true;
    tell();
  }
}
