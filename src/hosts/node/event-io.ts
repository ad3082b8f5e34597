// Input and sockets of a guest that is suspended while it waits: its own thread's event loop does them.

import type { Server } from "node:net";
import { EventSleeper } from "../event-sleeper.js";
import type { ListenAddress } from "../host.js";
import type { Listener } from "../wasi/sockets.js";
import type { Input } from "../wasi/stdio.js";
import { type EventInput, eventInput } from "./event-input.js";
import { EventSockets } from "./event-sockets.js";
import { openInput } from "./input.js";
import { startSuspended } from "./isolate-threads.js";
import { addressOf, listenAt } from "./listen.js";

/** What all guests of this thread wait with. */
const sleeper = new EventSleeper({ turn: () => new Promise((resolve) => setImmediate(resolve)) });

export class EventIo {
  readonly addresses: readonly ListenAddress[];
  readonly sleeper = sleeper;
  readonly notify = sleeper.notify;
  readonly startIsolate = startSuspended;
  readonly #sockets: EventSockets;
  readonly #inputs: EventInput[] = [];

  private constructor(servers: readonly Server[]) {
    this.addresses = servers.map(addressOf);
    this.#sockets = new EventSockets(servers, sleeper.notify);
  }

  /**
   * Fails with a `HostError` when one of the addresses cannot be had.
   * @param unread comes first on standard input
   */
  static async open(listen: readonly string[], maxConnections: number, unread?: Uint8Array): Promise<EventIo> {
    const servers = await listenAt(listen, maxConnections);
    if (unread?.length) eventInput(0, sleeper.notify).put(unread);
    return new EventIo(servers);
  }

  get listeners(): readonly Listener[] {
    return this.#sockets.listeners;
  }

  input(fd: number): Input {
    return openInput(fd, () => {
      const input = eventInput(fd, sleeper.notify);
      this.#inputs.push(input);
      return input;
    });
  }

  stopListening(): void {
    this.#sockets.stopListening();
  }

  /** The guest has ended, and closed everything: returns when what it sent has gone out, with input that it left. */
  async end(): Promise<Uint8Array | undefined> {
    for (const input of this.#inputs) input.release();
    await this.#sockets.end();
    return this.#inputs[0]?.unread;
  }
}
