// Standard output and error into what the web has to write to.

import { gathered } from "../buffers.js";
import { fail } from "../wasi/errno.js";
import type { Output } from "../wasi/stdio.js";

/** Where output goes. A function gets the bytes of each write; a stream is closed when the program has ended. */
export type OutputSink = ((bytes: Uint8Array<ArrayBuffer>) => void) | WritableStream<Uint8Array>;

export interface WebOutput extends Output {
  /** Whether the other side wants no more yet; once it does, the program is notified. */
  readonly isFull: boolean;
  /** The program has ended; returns when everything is written. */
  end(): Promise<void>;
  /** The program has failed. */
  abort(reason: unknown): void;
}

/**
 * @param sink the console where it is undefined
 * @param method of the console
 * @param notify is called when there is room again
 * @param refuses whether a write has to wait for room: only where the program can
 */
export function openOutput(
  sink: OutputSink | undefined,
  method: "log" | "error",
  notify: () => void,
  refuses: boolean,
): WebOutput {
  if (typeof sink === "object") return new StreamOutput(sink, notify, refuses);
  // biome-ignore lint/suspicious/noConsole: that is where it goes
  const lines = new Lines((line) => globalThis.console[method](line));
  return new CallbackOutput(sink ?? lines.write, sink ? () => {} : lines.end);
}

class CallbackOutput implements WebOutput {
  readonly isTerminal = false;
  readonly isFull = false;

  constructor(
    private readonly take: (bytes: Uint8Array<ArrayBuffer>) => void,
    private readonly atEnd: () => void,
  ) {}

  write(buffers: Uint8Array[]): number {
    const bytes = gathered(buffers);
    this.take(bytes);
    return bytes.length;
  }

  async end(): Promise<void> {
    this.atEnd();
  }

  abort(): void {
    this.atEnd();
  }
}

class StreamOutput implements WebOutput {
  readonly isTerminal = false;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #notify: () => void;
  readonly #refuses: boolean;

  constructor(stream: WritableStream<Uint8Array>, notify: () => void, refuses: boolean) {
    this.#writer = stream.getWriter();
    this.#notify = notify;
    this.#refuses = refuses;
    this.#writer.closed.catch(() => {}); // the next write finds out
  }

  get isFull(): boolean {
    const { desiredSize } = this.#writer;
    if (desiredSize === null || desiredSize > 0) return false;
    this.#writer.ready.then(this.#notify, this.#notify);
    return true;
  }

  write(buffers: Uint8Array[]): number | undefined {
    if (this.#writer.desiredSize === null) fail("PIPE");
    if (this.#refuses && this.isFull) return undefined;
    const bytes = gathered(buffers);
    this.#writer.write(bytes).catch(() => {});
    return bytes.length;
  }

  async end(): Promise<void> {
    await this.#writer.close().catch(() => {}); // whoever broke the stream knows
  }

  abort(reason: unknown): void {
    this.#writer.abort(reason).catch(() => {});
  }
}

/** Text by lines, as a console shows it. */
class Lines {
  readonly #decoder = new TextDecoder();
  #rest = "";

  constructor(private readonly show: (line: string) => void) {}

  readonly write = (bytes: Uint8Array): void => this.#take(this.#decoder.decode(bytes, { stream: true }));

  readonly end = (): void => {
    this.#take(this.#decoder.decode());
    if (this.#rest) this.show(this.#rest);
    this.#rest = "";
  };

  #take(text: string): void {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) this.show(line);
  }
}
