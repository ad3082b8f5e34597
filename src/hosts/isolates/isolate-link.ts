// The end of the connection to an isolate: it also starts and ends the isolate, and prints what that prints.
//
//   collecting ──the module is whole──▶ running ──"ended", or its thread is gone──▶ ended
//        └────────────── close() ──────────┴─────────────────────────────────────────▶

import { gathered } from "../buffers.js";
import { errnoOf } from "../wasi/errno.js";
import type { Output } from "../wasi/stdio.js";
import { Link, type LinkMessage, type LinkPort } from "./link.js";

/** What marks the host's last word in the stream of messages: see assembly/isolate/frames.ts. */
const LAST_WORD = 0xffff_ffff;
/** The exit code of an isolate whose thread has failed. */
const FAILED = 134;
const NEWLINE = 10;
/** A line that is longer is printed in parts. */
const LONGEST_LINE = 64 * 1024;

/** An isolate's thread. */
export interface IsolateThread {
  readonly port: LinkPort;
  /** Where events come: the link is given each message, and told when the thread is gone without having said so. */
  listen?(link: IsolateLink): void;
  /** Where none do: why the thread is gone without having said so, undefined if it is not. */
  failure?(): string | undefined;
  terminate(): void;
}

export interface IsolateSurroundings {
  /** Where an isolate prints. */
  readonly stdout: Output;
  readonly stderr: Output;
  /** Is called whenever the guest should look again. */
  notify(): void;
  /** An isolate is gone: another one may take its place. */
  ended(): void;
}

export class IsolateLink extends Link {
  readonly #lines: Readonly<Record<1 | 2, Lines>>;
  #isEnded = false;

  constructor(
    private readonly thread: IsolateThread,
    private readonly surroundings: IsolateSurroundings,
  ) {
    super(thread.port, surroundings.notify);
    const lines = (fd: 1 | 2, output: Output) =>
      new Lines(output, (count) => this.port.post({ type: "written", fd, count }));
    this.#lines = { 1: lines(1, surroundings.stdout), 2: lines(2, surroundings.stderr) };
    thread.listen?.(this);
  }

  override look(): void {
    const failure = this.thread.failure?.(); // first: what came before must be seen
    super.look();
    for (const lines of Object.values(this.#lines)) lines.print();
    if (failure !== undefined) this.fail(failure);
  }

  /** The thread is gone. */
  fail(reason: string): void {
    if (!this.#isEnded) this.accept({ type: "ended", code: FAILED, reason });
  }

  close(): void {
    this.look();
    this.#end();
  }

  protected override handle(message: LinkMessage): void {
    if (message.type === "output") {
      this.#lines[message.fd].write(message.bytes);
    } else if (message.type === "closed") {
      this.isBroken = true;
    } else if (message.type === "ended") {
      this.arrive(lastWord(message.code, message.reason));
      this.finish();
      this.isBroken = true;
      this.#end();
    }
  }

  #end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    for (const lines of Object.values(this.#lines)) lines.end();
    this.port.close();
    this.thread.terminate();
    this.surroundings.ended();
  }
}

/** See assembly/isolate/frames.ts. */
function lastWord(code: number, reason: string): Uint8Array {
  const text = new TextEncoder().encode(reason);
  const bytes = new Uint8Array(12 + text.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, LAST_WORD, true);
  view.setUint32(4, 4 + text.length, true);
  view.setInt32(8, code, true);
  bytes.set(text, 12);
  return bytes;
}

/** Prints whole lines: those of several isolates are not torn. */
class Lines {
  /** What was not printed: because there was no room, or because the line has not ended. */
  #rest = new Uint8Array(0);

  /** @param printed is told how many bytes were */
  constructor(
    private readonly output: Output,
    private readonly printed: (count: number) => void,
  ) {}

  write(bytes: Uint8Array): void {
    this.#rest = gathered([this.#rest, bytes]);
    this.print();
  }

  /** Prints as much as there is room for. */
  print(): void {
    const end = this.#rest.length > LONGEST_LINE ? this.#rest.length : this.#rest.lastIndexOf(NEWLINE) + 1;
    if (end === 0 || !this.#isPrinted(this.#rest.subarray(0, end))) return;
    this.#rest = this.#rest.slice(end);
    this.printed(end);
  }

  /** Prints what is left, as a line. */
  end(): void {
    if (this.#rest.length > 0) this.#isPrinted(gathered([this.#rest, Uint8Array.of(NEWLINE)]));
    this.#rest = new Uint8Array(0);
  }

  #isPrinted(bytes: Uint8Array): boolean {
    try {
      return this.output.write([bytes]) !== undefined;
    } catch (error) {
      if (errnoOf(error) === undefined) throw error;
      return true; // nobody can read it any more: the parent finds out itself
    }
  }
}
