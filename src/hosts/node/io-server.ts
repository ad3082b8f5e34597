// Input and sockets for one guest, on a thread that runs Node's event loop while the guest's own thread may be blocked:
// the main thread under `pollen run`, a thread of its own behind the class `WASI`.
//
//   a connection:  waiting ──accept──> open ──close──> closing ──all sent──> gone

import type { Server, Socket } from "node:net";
import type { MessagePort } from "node:worker_threads";
import { Errno } from "../wasi/abi.js";
import { errnoOf } from "../wasi/errno.js";
import { type Connected, type IoRequest, Outbox } from "./io-messages.js";
import { RingFiller } from "./ring.js";
import type { Signal } from "./signal.js";
import { stdinPump } from "./stdin.js";

/** How long what a guest sent and left behind may take to go out after its end, in milliseconds. */
const LINGER_MS = 5000;

export class IoServer {
  /** Resolves when the guest is gone and all that it sent has gone out. */
  readonly ended: Promise<void>;
  readonly #waiting = new Map<number, Socket>();
  readonly #open = new Map<number, OpenConnection>();
  readonly #closing = new Set<Socket>();
  readonly #inputs = new Set<ReturnType<typeof stdinPump>>();
  #connections = 0;
  #end = () => {};
  #hasEnded = false;
  #linger: NodeJS.Timeout | undefined;

  /** @param listeners servers that listen already, made with `allowHalfOpen` and `pauseOnConnect` */
  constructor(
    private readonly port: MessagePort,
    private readonly signal: Signal,
    private readonly listeners: readonly Server[],
  ) {
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    for (const [listener, server] of listeners.entries()) {
      server.on("connection", (socket) => this.#connected(listener, socket));
    }
    port.on("message", (request: IoRequest) => this.#handle(request));
  }

  /** Ends everything at once; nothing more is sent. */
  stop(): void {
    this.#hasEnded = true;
    clearTimeout(this.#linger);
    this.port.close();
    for (const input of this.#inputs) input.release();
    for (const server of this.listeners) server.close();
    const sockets = [...this.#waiting.values(), ...[...this.#open.values()].map(({ socket }) => socket)];
    for (const socket of [...sockets, ...this.#closing]) socket.destroy();
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
        this.listeners[request.listener]?.close();
        break;
      case "end":
        this.#guestEnded();
    }
  }

  #read(fd: number, ring: SharedArrayBuffer): void {
    const pump = stdinPump(fd, ring, this.signal);
    this.#inputs.add(pump);
    pump.resume();
  }

  #connected(listener: number, socket: Socket): void {
    const connection = this.#connections++;
    this.#waiting.set(connection, socket);
    socket.on("error", () => {}); // the guest learns of it from the ring
    const message: Connected = { listener, connection };
    this.port.postMessage(message);
    this.signal.notify();
  }

  #accept(connection: number, ring: SharedArrayBuffer, outbox: SharedArrayBuffer): void {
    const socket = this.#waiting.get(connection);
    if (socket === undefined) return;
    this.#waiting.delete(connection);
    const filler = new RingFiller(ring, this.signal);
    this.#open.set(connection, new OpenConnection(socket, filler, new Outbox(outbox, this.signal)));
  }

  #close(connection: number): void {
    const { socket } = this.#open.get(connection) ?? {};
    this.#open.delete(connection);
    if (socket === undefined || socket.destroyed) return;
    this.#closing.add(socket);
    socket.once("close", () => {
      this.#closing.delete(socket);
      this.#stopWhenSent();
    });
    socket.destroySoon();
  }

  #guestEnded(): void {
    this.#hasEnded = true;
    for (const connection of [...this.#open.keys()]) this.#close(connection);
    for (const socket of this.#waiting.values()) socket.destroy();
    this.#linger = setTimeout(() => this.stop(), LINGER_MS);
    this.#stopWhenSent();
  }

  #stopWhenSent(): void {
    if (this.#hasEnded && this.#closing.size === 0) this.stop();
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
    this.outbox.fail(errno === Errno.CONNRESET ? Errno.PIPE : errno);
  }

  /** What comes first counts: the end, or an error. */
  #over(tell: () => void): void {
    if (this.#isOver) return;
    this.#isOver = true;
    tell();
  }
}
