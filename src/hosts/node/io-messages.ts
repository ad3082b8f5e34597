// What the guest's thread and the thread that does input and sockets for it say to each other. Bytes that come in travel
// through rings in shared memory (`ring.ts`), bytes that go out in messages, counted in an outbox.

import type { IsolateData } from "./isolate-data.js";
import type { Signal } from "./signal.js";

/** From the guest's thread. `connection` is the number that came with it. */
export type IoRequest =
  /** Fill this ring from that descriptor of the process: begin to, or go on. */
  | { type: "read"; fd: number; ring: SharedArrayBuffer }
  /** The guest accepted the connection; only from now on it is read. */
  | { type: "accept"; connection: number; ring: SharedArrayBuffer; outbox: SharedArrayBuffer }
  | { type: "resume"; connection: number }
  | { type: "send"; connection: number; bytes: Uint8Array }
  /** Nothing more will be sent. */
  | { type: "shutdown"; connection: number }
  | { type: "close"; connection: number }
  | { type: "close listener"; listener: number }
  /** `gone` becomes 1 when its thread is; `isolate` is the number that the guest gave it. */
  | { type: "start isolate"; isolate: number; data: IsolateData; gone: SharedArrayBuffer }
  | { type: "end isolate"; isolate: number }
  /** The guest is gone. */
  | { type: "end" };

/** To the guest's thread: somebody connected to the listening socket of this index, or nobody can any more. */
export interface Connected {
  listener: number;
  connection: number | undefined;
}

/** Bytes of a connection that were sent but that the system has not taken yet, and whether sending has failed. */
export class Outbox {
  readonly #control: Int32Array;

  constructor(
    readonly shared = new SharedArrayBuffer(8),
    private readonly signal?: Signal,
  ) {
    this.#control = new Int32Array(shared);
  }

  get pending(): number {
    return Atomics.load(this.#control, 0);
  }

  get isBroken(): boolean {
    return Atomics.load(this.#control, 1) !== 0;
  }

  add(count: number): void {
    Atomics.add(this.#control, 0, count);
  }

  remove(count: number): void {
    Atomics.sub(this.#control, 0, count);
    this.signal?.notify();
  }

  break(): void {
    Atomics.store(this.#control, 1, 1);
    this.signal?.notify();
  }
}
