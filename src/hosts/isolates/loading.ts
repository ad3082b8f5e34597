// The connection to an isolate of another module: what is written first is the module.

import { gathered } from "../buffers.js";
import { fail } from "../wasi/errno.js";
import type { Connection } from "../wasi/sockets.js";
import type { IsolateLink } from "./isolate-link.js";

export class Loading implements Connection {
  readonly #module: Uint8Array<ArrayBuffer>;
  #collected = 0;
  #link: IsolateLink | undefined;

  /**
   * @param length of the module, in bytes
   * @param start starts the isolate, once they are there
   */
  constructor(
    length: number,
    private readonly start: (module: Uint8Array<ArrayBuffer>) => IsolateLink,
  ) {
    this.#module = new Uint8Array(length);
  }

  write(buffers: readonly Uint8Array[]): number | undefined {
    if (this.#link) return this.#link.write(buffers);
    const part = gathered(buffers, this.#module.length - this.#collected);
    this.#module.set(part, this.#collected);
    this.#collected += part.length;
    if (this.#collected === this.#module.length) this.#link = this.start(this.#module);
    return part.length;
  }

  read(buffers: readonly Uint8Array[], peek: boolean): number | undefined {
    return this.#link?.read(buffers, peek);
  }

  available(): number | undefined {
    return this.#link?.available();
  }

  canWrite(): boolean {
    return this.#link?.canWrite() ?? true;
  }

  get isBroken(): boolean {
    return this.#link?.isBroken ?? false;
  }

  shutdown(how: { read: boolean; write: boolean }): void {
    if (!this.#link) fail("NOTCONN");
    this.#link.shutdown(how);
  }

  close(): void {
    this.#link?.close();
  }
}
