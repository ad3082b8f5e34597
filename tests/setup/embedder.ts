// The smallest host there is for modules of target `hosted`: a clock that it moves itself, and nothing else.

import type { HostedExports as EmbeddedExports } from "../../src/hosts/embed/guest.js";

/** What a module exports whose tasks and futures its host uses, beside what those that embed it in JavaScript need. */
export interface HostedExports extends EmbeddedExports {
  readonly memory: WebAssembly.Memory;
  enqueue_task(id: number, task: number): number;
  dequeue_task(): number;
  execute_next_task(): number;
  run_scheduler(): number;
  yield_execution(): number;
  resume_execution(): number;
  task_table(): number;
  future_of(promise: number): number;
  next_settled(): number;
  end_call(promise: number): number;
  create_error(message: number): number;
  future_table(): number;
}

export interface Printed {
  readonly fd: number;
  readonly text: string;
}

/** What a module has printed since the last call. */
export function printedBy({ take_output, memory }: HostedExports): Printed[] {
  const header = take_output();
  const view = new DataView(memory.buffer);
  const start = view.getUint32(header, true);
  const end = start + view.getUint32(header + 4, true);
  const records: Printed[] = [];
  for (let at = start; at < end; ) {
    const length = view.getUint32(at + 4, true);
    const bytes = new Uint8Array(view.buffer, at + 8, length);
    records.push({ fd: view.getUint32(at, true), text: new TextDecoder().decode(bytes) });
    at = start + ((at - start + 8 + length + 3) & ~3);
  }
  return records;
}

export class Embedder<Own = unknown> {
  readonly exports: HostedExports & Own;
  now = 0;

  /**
   * Instantiates a module, and runs its top level.
   * @param setUp is called before that
   */
  constructor(
    module: WebAssembly.Module,
    imports: WebAssembly.Imports = {},
    setUp: (exports: HostedExports) => void = () => {},
  ) {
    this.exports = new WebAssembly.Instance(module, imports).exports as never;
    setUp(this.exports);
    this.exports._initialize();
  }

  /** What was printed since the last call. */
  printed(): Printed[] {
    return printedBy(this.exports);
  }

  /** Lines of standard output since the last call. */
  lines(): string[] {
    const text = this.printed().map(({ fd, text }) => (fd === 1 ? text : ""));
    return text.join("").split("\n").slice(0, -1);
  }

  /** A string of the module: UTF-16, its length in bytes in front of it. */
  text(address: number): string {
    const view = new DataView(this.exports.memory.buffer);
    return Buffer.from(view.buffer, address, view.getUint32(address - 4, true)).toString("utf16le");
  }

  /** Ticks, each as late as the one before wanted it, until the module waits for something else than time. */
  run(): number[] {
    const waits: number[] = [];
    for (let ms = this.exports.tick(this.now); ms !== Infinity; ms = this.exports.tick(this.now)) {
      waits.push(ms);
      this.now += ms;
    }
    return waits;
  }
}
