// Descriptors 0, 1 and 2.

import { Filetype, Rights } from "./abi.js";
import { Descriptor, type Fdstat, type Readiness } from "./descriptors.js";
import { fail } from "./errno.js";
import type { Filestat } from "./files.js";

/** Where standard input comes from. */
export interface Input {
  readonly isTerminal: boolean;
  /** Reads what is there; 0 is the end, undefined that there is nothing yet. */
  read(buffers: Uint8Array[]): number | undefined;
  /** How many bytes can be read without waiting (0 at the end), or undefined when a read would wait. */
  available(): number | undefined;
}

/** Where standard output or error goes. */
export interface Output {
  readonly isTerminal: boolean;
  /** Writes everything; fewer bytes only when an error came after them, undefined when there is no room yet. */
  write(buffers: Uint8Array[]): number | undefined;
}

abstract class StdioDescriptor extends Descriptor {
  protected abstract readonly rights: bigint;
  protected abstract readonly isTerminal: boolean;

  override fdstat(): Fdstat {
    return { filetype: this.#filetype, flags: 0, rightsBase: this.rights, rightsInheriting: this.rights };
  }

  override filestat(): Filestat {
    return { dev: 0n, ino: 0n, filetype: this.#filetype, nlink: 0n, size: 0n, atim: 0n, mtim: 0n, ctim: 0n };
  }

  override seek(): bigint {
    fail("SPIPE");
  }

  override tell(): bigint {
    fail("SPIPE");
  }

  /** `unknown` unless it is a terminal: libc's `isatty` asks for exactly a character device. */
  get #filetype(): number {
    return this.isTerminal ? Filetype.CHARACTER_DEVICE : Filetype.UNKNOWN;
  }
}

export class InputDescriptor extends StdioDescriptor {
  protected override readonly rights = Rights.FD_READ;
  readonly #input: Input;

  constructor(input: Input) {
    super();
    this.#input = input;
  }

  protected override get isTerminal(): boolean {
    return this.#input.isTerminal;
  }

  override read(buffers: Uint8Array[], offset?: bigint): number | undefined {
    if (offset !== undefined) fail("SPIPE");
    return buffers.length === 0 ? 0 : this.#input.read(buffers);
  }

  /** The end of the input is readable, and says 1 byte, as on wasmtime; the read then gives 0. */
  override readReadiness(): Readiness | undefined {
    const available = this.#input.available();
    return available === undefined ? undefined : { bytes: BigInt(available || 1), hangup: false };
  }
}

export class OutputDescriptor extends StdioDescriptor {
  protected override readonly rights = Rights.FD_WRITE;
  readonly #output: Output;

  constructor(output: Output) {
    super();
    this.#output = output;
  }

  protected override get isTerminal(): boolean {
    return this.#output.isTerminal;
  }

  override write(buffers: Uint8Array[], offset?: bigint): number | undefined {
    if (offset !== undefined) fail("SPIPE");
    return buffers.length === 0 ? 0 : this.#output.write(buffers);
  }

  /** Always writable, as on wasmtime: a write to a full pipe waits. */
  override writeReadiness(): Readiness {
    return { bytes: 1n, hangup: false };
  }
}
