// Standard input out of what the web has to read from.

import { fail } from "../wasi/errno.js";
import type { Input } from "../wasi/stdio.js";

/** Where standard input may come from; a string is UTF-8. */
export type InputSource =
  | string
  | BufferSource
  | Blob
  | ReadableStream<Uint8Array | string>
  | AsyncIterable<Uint8Array | string>
  | Iterable<Uint8Array | string>;

/** Reads a chunk when the guest wants one, and no sooner. */
export class SourceInput implements Input {
  readonly isTerminal = false;
  readonly #chunks: Chunks;
  readonly #notify: () => void;
  #chunk = new Uint8Array(0);
  #state: "open" | "reading" | "ended" | "failed" = "open";

  /** @param notify is called when there is something to read, or the end */
  constructor(source: InputSource, notify: () => void) {
    this.#chunks = chunksOf(source);
    this.#notify = notify;
  }

  available(): number | undefined {
    if (this.#chunk.length > 0) return this.#chunk.length;
    if (this.#state === "ended" || this.#state === "failed") return 0;
    if (this.#state === "open") void this.#readChunk();
    return undefined;
  }

  read(buffers: Uint8Array[]): number | undefined {
    if (this.available() === undefined) return undefined;
    if (this.#chunk.length === 0 && this.#state === "failed") fail("IO");
    let total = 0;
    for (const buffer of buffers) {
      const part = this.#chunk.subarray(0, buffer.length);
      buffer.set(part);
      this.#chunk = this.#chunk.subarray(part.length);
      total += part.length;
    }
    return total;
  }

  /** Reads everything, for a guest that will block the thread on which it would arrive. */
  async readAll(): Promise<void> {
    const parts: Uint8Array[] = [];
    while (this.#state === "open") {
      await this.#readChunk();
      parts.push(this.#chunk);
    }
    this.#chunk = new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer());
  }

  /** The guest is gone: nobody reads the rest. */
  close(): void {
    if (this.#state === "open" || this.#state === "reading") this.#chunks.cancel();
  }

  async #readChunk(): Promise<void> {
    this.#state = "reading";
    try {
      const { done, value } = await this.#chunks.next();
      this.#chunk = done ? new Uint8Array(0) : bytesOf(value);
      this.#state = done ? "ended" : "open";
    } catch {
      this.#chunk = new Uint8Array(0);
      this.#state = "failed";
    }
    this.#notify();
  }
}

interface Chunks {
  next(): Promise<{ done?: boolean | undefined; value?: unknown }>;
  cancel(): void;
}

function chunksOf(source: InputSource): Chunks {
  if (source instanceof Blob) return chunksOf(source.stream());
  if (source instanceof ReadableStream) {
    const reader = source.getReader();
    return { next: () => reader.read(), cancel: () => void reader.cancel().catch(() => {}) };
  }
  if (typeof source === "string" || source instanceof ArrayBuffer || ArrayBuffer.isView(source)) {
    return chunksOf([source as Uint8Array]);
  }
  const iterator = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  // How it takes that nobody wants the rest is of no interest any more.
  const cancel = async () => iterator.return?.();
  return { next: async () => iterator.next(), cancel: () => void cancel().catch(() => {}) };
}

function bytesOf(chunk: unknown): Uint8Array<ArrayBuffer> {
  if (typeof chunk === "string") return new TextEncoder().encode(chunk);
  if (chunk instanceof ArrayBuffer) return new Uint8Array(chunk);
  if (!ArrayBuffer.isView(chunk)) throw new TypeError("standard input brings neither bytes nor text");
  return new Uint8Array(chunk.buffer as ArrayBuffer, chunk.byteOffset, chunk.byteLength);
}
