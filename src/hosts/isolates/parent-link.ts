// An isolate's end of the connection: to whoever started it.

import { gathered } from "../buffers.js";
import type { Output } from "../wasi/stdio.js";
import { Link, type LinkMessage, type LinkPort, Outgoing } from "./link.js";

/** Where an isolate prints. */
interface ParentOutput extends Output {
  readonly outgoing: Outgoing;
}

/** Longest text of an error that is passed on, in bytes. */
const LONGEST_REASON = 64 * 1024;

export class ParentLink extends Link {
  /** Where the isolate prints: its parent's standard output and error. */
  readonly stdout = this.#output(1);
  readonly stderr = this.#output(2);
  readonly #refuses: boolean;
  #reason: Uint8Array = new Uint8Array(0);
  #isTaken = false;

  /** @param refuses whether the guest can wait for room where it prints */
  constructor(port: LinkPort, notify: () => void, refuses = true) {
    super(port, notify);
    this.#refuses = refuses;
  }

  /** Whether it has printed so much that it should pause. */
  get isFull(): boolean {
    return this.stdout.outgoing.isFull || this.stderr.outgoing.isFull;
  }

  /** Whether the guest has not opened it yet; once. */
  take(): boolean {
    const isFree = !this.#isTaken;
    this.#isTaken = true;
    return isFree;
  }

  /** The guest says what ends it. */
  setReason(buffers: readonly Uint8Array[]): number {
    const reason = gathered([this.#reason, ...buffers]);
    const added = reason.length - this.#reason.length;
    this.#reason = reason.slice(0, LONGEST_REASON);
    return added;
  }

  /** The isolate has ended. */
  end(code: number, reason = new TextDecoder().decode(this.#reason)): void {
    this.port.post({ type: "ended", code, reason });
    this.port.close();
  }

  close(): void {
    this.port.post({ type: "closed" });
  }

  protected override handle(message: LinkMessage): void {
    if (message.type === "shutdown") this.finish();
    else if (message.type === "written") (message.fd === 1 ? this.stdout : this.stderr).outgoing.remove(message.count);
  }

  #output(fd: 1 | 2): ParentOutput {
    const outgoing = new Outgoing();
    return {
      isTerminal: false,
      outgoing,
      write: (buffers) => {
        this.look();
        if (outgoing.isFull && this.#refuses) return undefined;
        const bytes = gathered(buffers);
        const { length } = bytes;
        outgoing.add(length);
        this.port.post({ type: "output", fd, bytes }, [bytes.buffer]);
        return length;
      },
    };
  }
}
