// What a connection is to a guest, whichever way its bytes come and go: the rules of sockets, as Linux has them.

import { gathered } from "../buffers.js";
import { Errno } from "../wasi/abi.js";
import { fail, WasiError } from "../wasi/errno.js";
import type { Connection } from "../wasi/sockets.js";

/** What one connection buffers, in each direction, in bytes. */
export const BUFFER_BYTES = 64 * 1024;

/** The way of the bytes: through shared memory to another thread, or straight to a socket of this one. */
export interface Transport {
  /** True once no more bytes will come than those that are there now. */
  readonly isOver: boolean;
  /** Bytes that have come and are not taken yet. */
  readonly bytes: number;
  /** The errno that receiving ended with, undefined where the other side ended it. */
  readonly failure: number | undefined;
  /** Whether nothing can be sent any more. */
  readonly isBroken: boolean;
  /** How many bytes may be sent now; 0 or less: none. */
  readonly room: number;
  /** Copies what is there to the buffers, and takes it away unless it is only peeked at. */
  take(buffers: readonly Uint8Array[], peek: boolean): number;
  /** Takes over the bytes, at most `room`. */
  send(bytes: Uint8Array<ArrayBuffer>): void;
  /** Nothing more will be sent. */
  shutdown(): void;
  close(): void;
}

export class GuestConnection implements Connection {
  readonly #transport: Transport;
  #isReadShut = false;
  #isWriteShut = false;
  #isFailureTold = false;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  read(buffers: readonly Uint8Array[], peek: boolean): number | undefined {
    const available = this.available();
    if (available === 0 && !this.#isReadShut) this.#tellFailure();
    return available && this.#transport.take(buffers, peek);
  }

  available(): number | undefined {
    if (this.#isReadShut) return 0;
    const { isOver } = this.#transport; // before `bytes`: what came before the end must be seen
    const { bytes } = this.#transport;
    return bytes > 0 || isOver ? bytes : undefined;
  }

  write(buffers: readonly Uint8Array[]): number | undefined {
    if (this.#isWriteShut) fail("PIPE");
    if (this.#transport.isBroken) {
      this.#tellFailure();
      fail("PIPE");
    }
    const { room } = this.#transport;
    if (room <= 0) return undefined;
    const bytes = gathered(buffers, room);
    const { length } = bytes; // once they are handed over they may be gone
    this.#transport.send(bytes);
    return length;
  }

  canWrite(): boolean {
    return this.#isWriteShut || this.isBroken || this.#transport.room > 0;
  }

  get isBroken(): boolean {
    return this.#transport.isBroken;
  }

  shutdown({ read, write }: { read: boolean; write: boolean }): void {
    if (this.#transport.failure === Errno.CONNRESET) fail("NOTCONN");
    if (read) this.#isReadShut = true;
    if (!write || this.#isWriteShut) return;
    this.#isWriteShut = true;
    this.#transport.shutdown();
  }

  close(): void {
    this.#transport.close();
  }

  /** Fails with what broke the connection, the first time: then reading finds the end, and writing a broken pipe. */
  #tellFailure(): void {
    const { failure } = this.#transport;
    if (failure === undefined || this.#isFailureTold) return;
    this.#isFailureTold = true;
    throw new WasiError(failure);
  }
}
