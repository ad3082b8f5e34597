// The oracle: runs AssemblyScript source as TypeScript under V8, with virtual time, and returns the lines it prints.

import { setMaxListeners } from "node:events";
import { transformSync } from "rolldown/utils";
import { babelHelpers, SuppressedError } from "./disposal.js";

setMaxListeners(0); // of a signal: more are no leak

interface Timer {
  readonly due: number;
  readonly order: number;
  readonly fire: () => void;
  readonly interval?: number;
}

/** Timers in virtual time: they fire one by one, by time and then in the order in which they were set. */
class VirtualTime {
  now = 0;
  private order = 0;
  private readonly timers = new Map<number, Timer>();

  start(fire: () => void, delay: number, interval?: number): number {
    const id = ++this.order;
    this.timers.set(id, { due: this.now + delay, order: id, fire, ...(interval !== undefined && { interval }) });
    return id;
  }

  stop(id: number): void {
    this.timers.delete(id);
  }

  /** Runs until no timer is left. Each is a task of its own: the jobs that it made run before the next one. */
  async run(): Promise<void> {
    for (;;) {
      await jobsDone();
      let next: [number, Timer] | undefined;
      for (const entry of this.timers) {
        if (!next || entry[1].due < next[1].due || (entry[1].due === next[1].due && entry[1].order < next[1].order)) {
          next = entry;
        }
      }
      if (!next) return;
      const [id, timer] = next;
      this.now = Math.max(this.now, timer.due);
      if (timer.interval === undefined) this.timers.delete(id);
      timer.fire();
      if (timer.interval !== undefined && this.timers.has(id)) {
        this.timers.set(id, { ...timer, due: this.now + timer.interval, order: ++this.order });
      }
    }
  }
}

/** Resolves in a task of Node's event loop, once the queue of jobs is empty. */
function jobsDone(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

const integer = (bits: number) => (value: number | bigint) => {
  const [number] = new BigInt64Array([BigInt.asIntN(bits, BigInt(Math.trunc(Number(value))))]);
  return Number(number);
};

/** Vectors of four 32-bit lanes: what the programs use of them. */
const i32x4 = {
  splat: (x: number) => [x, x, x, x],
  add: (a: number[], b: number[]) => a.map((lane, i) => (lane + (b[i] as number)) | 0),
  extract_lane: (v: number[], lane: number) => v[lane],
};

/** AssemblyScript's arrays of fixed length. */
class StaticArray<T> extends Array<T> {
  static fromArray<T>(source: T[]): StaticArray<T> {
    return StaticArray.from(source) as StaticArray<T>;
  }
}

/** The names that AssemblyScript, Pollen and `wasi-fixtures/compiler/prelude.ts` have and JavaScript lacks. */
function prelude(time: VirtualTime, lines: string[]): Record<string, unknown> {
  const start = (repeats: boolean) => (fire: () => void, ms: number) =>
    time.start(fire, Math.max(ms, 1), repeats ? Math.max(ms, 1) : undefined);
  const stop = (id: number) => time.stop(id);
  return {
    ...{ i8: integer(8), i16: integer(16), i32: integer(32), u8: (value: number) => integer(8)(value) & 255 },
    ...{ i64: BigInt, f32: Math.fround, f64: Number, bool: Boolean, i32x4 },
    print: (line: string) => void lines.push(line),
    num: String,
    ...{ StaticArray, SuppressedError, babelHelpers, AbortSignal: signals(time) },
    ...{ imul: Math.imul, max: Math.max },
    isVoid: () => false, // types are not known any more
    sleep: (ms: number) => new Promise<void>((resolve) => time.start(resolve, Math.max(ms, 0))),
    yieldNow: () => Promise.resolve(),
    now: () => time.now,
    spawn: <T>(promise: T) => promise,
    ...{ setTimeout: start(false), setInterval: start(true), clearTimeout: stop, clearInterval: stop },
  };
}

/** Node's `AbortSignal`, with timeouts in virtual time. */
function signals(time: VirtualTime): Pick<typeof AbortSignal, "abort" | "any" | "timeout"> {
  const timeout = (ms: number): AbortSignal => {
    const controller = new AbortController();
    const reason = new DOMException("The operation was aborted due to timeout", "TimeoutError");
    time.start(() => controller.abort(reason), ms);
    return controller.signal;
  };
  return { abort: AbortSignal.abort, any: AbortSignal.any, timeout };
}

/** ECMAScript 2024; Node 20 lacks it. */
function withResolvers(): { promise: Promise<unknown>; resolve: unknown; reject: unknown } {
  let resolvers: unknown[] = [];
  const promise = new Promise((...given) => {
    resolvers = given;
  });
  return { promise, resolve: resolvers[0], reject: resolvers[1] };
}
Object.assign(Promise, { withResolvers });

/** JavaScript of a program, as the body of a function. */
function asBody(source: string): string {
  const code = asJavaScript(source.replace(/^import [^;]*;$|@inline /gm, ""));
  const script = code.replace(/^export (?=async |function |class |const |let )/gm, "");
  return `"use strict";\n${script}\nreturn main;`;
}

function asJavaScript(source: string): string {
  const lowered = { target: "es2022", helpers: { mode: "External" } } as const; // `using`, which Node 20 lacks
  const { code, errors } = transformSync("program.ts", source, lowered);
  if (errors.length) throw new Error(`not TypeScript: ${errors.map(({ message }) => message).join("\n")}\n${source}`);
  return code;
}

/** Runs a program's `main`, and all that it set off; returns the lines it printed. */
export async function runUnderV8(source: string): Promise<string[]> {
  const time = new VirtualTime();
  const lines: string[] = [];
  const names = prelude(time, lines);
  const main = new Function(...Object.keys(names), asBody(source))(...Object.values(names)) as () => Promise<void>;
  main().catch((reason: Error) => lines.push(`main is rejected: ${reason.message}`));
  await time.run();
  return lines;
}
