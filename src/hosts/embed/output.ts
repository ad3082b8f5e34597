// What the guest prints: it keeps it in its memory until the host takes it. Drawn in `assembly/hosted/output.ts`.

import { type OutputSink, openOutput, type WebOutput } from "../web/output.js";
import { badValue, type GuestMemory } from "./guest.js";

const START = 0;
const SIZE = 4;
const LOST = 8;
const RECORD = 8;
const STDOUT = 1;
const STDERR = 2;

export class GuestOutput {
  readonly #outputs: Readonly<Record<number, WebOutput>>;
  /** What standard error got last: why the guest has ended. */
  lastError = "";

  /** @param stdout the console, where they are undefined */
  constructor(stdout?: OutputSink, stderr?: OutputSink) {
    const open = (sink: OutputSink | undefined, method: "log" | "error") => openOutput(sink, method, () => {}, false);
    const out = open(stdout, "log");
    this.#outputs = { [STDOUT]: out, [STDERR]: stderr && stderr === stdout ? out : open(stderr, "error") };
  }

  /** Passes on what the header at an address tells of. */
  take(memory: GuestMemory, header: number): void {
    const size = memory.u32(header + SIZE),
      lost = memory.u32(header + LOST);
    if (!size && !lost) return;
    const start = memory.u32(header + START);
    if (start + size > memory.view.byteLength) throw badValue("output outside of its memory");
    const records = new Uint8Array(memory.view.buffer, start, size).slice();
    const view = new DataView(records.buffer);
    for (let at = 0; at + RECORD <= size; ) {
      const length = view.getUint32(at + 4, true);
      this.#write(view.getUint32(at, true), records.subarray(at + RECORD, at + RECORD + length));
      at = (at + RECORD + length + 3) & ~3;
    }
    if (lost)
      this.#write(STDERR, new TextEncoder().encode(`[${lost} bytes of output are lost: one turn printed too much]\n`));
  }

  /** The guest has ended. */
  end(): void {
    for (const output of Object.values(this.#outputs)) void output.end();
  }

  #write(fd: number, bytes: Uint8Array<ArrayBuffer>): void {
    if (fd === STDERR) this.lastError = new TextDecoder().decode(bytes);
    this.#outputs[fd]?.write([bytes]);
  }
}
