// Connections that a guest has closed, or left behind: what it sent still goes out.

import type { Socket } from "node:net";

/** How long that may take after the guest's end, in milliseconds. */
const LINGER_MS = 5000;

export class Lingering {
  readonly #sockets = new Set<Socket>();
  #isEmpty = () => {};

  /** The socket sends what it was given, and is destroyed. */
  add(socket: Socket): void {
    if (socket.destroyed) return;
    this.#sockets.add(socket);
    socket.once("close", () => {
      this.#sockets.delete(socket);
      if (this.#sockets.size === 0) this.#isEmpty();
    });
    socket.destroySoon();
  }

  /** Returns when everything has gone out, or has had its time. */
  async end(): Promise<void> {
    if (this.#sockets.size === 0) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#isEmpty = resolve;
      timer = setTimeout(resolve, LINGER_MS);
    });
    clearTimeout(timer);
    this.stop();
  }

  /** Nothing more is sent. */
  stop(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}
