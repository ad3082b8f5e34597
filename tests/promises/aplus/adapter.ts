// promises-aplus-tests' adapter over the exports of wasi-fixtures/promises/adapter.ts.
//
// What it does: translates between JavaScript's values and the guest's, and runs the guest's jobs from the host's event
// loop. What it does not: anything that a promise does. A callback of the suite becomes a function of the guest's table,
// and is called by the guest's own `then`, which alone decides what becomes of the result.
//
// What is lost in translation: this version of Pollen has no callbacks that throw, but for async ones, whose throw is a
// rejected promise. So a callback of the suite that throws returns a rejected promise of the guest, as an async callback
// of the guest would.

import { compile, readString, start } from "../../core/instance.js";

/** An object of the guest's: its address. */
type Ref = number;

interface Guest {
  __pin(object: Ref): Ref;
  memory: WebAssembly.Memory;
  table: WebAssembly.Table;
  newValue(handle: number): Ref;
  newReason(handle: number): Ref;
  handleOf(object: Ref): number;
  describe(error: Ref): Ref;
  resolved(value: Ref): Ref;
  rejected(reason: Ref): Ref;
  newDeferred(): Ref;
  promiseOf(deferred: Ref): Ref;
  resolve(deferred: Ref, value: Ref): void;
  reject(deferred: Ref, reason: Ref): void;
  then(promise: Ref, onFulfilled: number, onRejected: number): Ref;
  drain(): void;
}

/** A promise of the guest's, as the suite sees it. */
export interface GuestPromise {
  then(onFulfilled?: unknown, onRejected?: unknown): GuestPromise;
}

export interface Adapter {
  resolved(value: unknown): GuestPromise;
  rejected(reason: unknown): GuestPromise;
  deferred(): { promise: GuestPromise; resolve(value: unknown): void; reject(reason: unknown): void };
}

/** Compiles the guest, and makes an adapter to a new instance of it. */
export async function newAdapter(): Promise<Adapter> {
  const module = await compile("promises/adapter.ts", { flags: ["--exportRuntime", "--exportTable"] });
  return adapterOf(start<Guest>(module).exports);
}

function adapterOf(guest: Guest): Adapter {
  /** JavaScript's values, by their numbers in the guest. */
  const values: unknown[] = [];

  class PromiseOfGuest implements GuestPromise {
    constructor(readonly ref: Ref) {
      guest.__pin(ref);
    }

    // biome-ignore lint/suspicious/noThenProperty: it is a promise
    then(onFulfilled?: unknown, onRejected?: unknown): GuestPromise {
      const indexes = [indexOf(onFulfilled, readValue), indexOf(onRejected, readReason)] as const;
      return new PromiseOfGuest(run(() => guest.then(this.ref, ...indexes)));
    }
  }

  const newValue = (value: unknown): Ref =>
    value instanceof PromiseOfGuest ? value.ref : guest.newValue(values.push(value) - 1);
  const newReason = (reason: unknown): Ref => guest.newReason(values.push(reason) - 1);
  const readValue = (value: Ref): unknown => values[guest.handleOf(value)];

  function readReason(reason: Ref): unknown {
    const handle = guest.handleOf(reason);
    if (handle >= 0) return values[handle];
    const [name = "", message] = readString(guest.memory, guest.describe(reason)).split(": ");
    return name === "TypeError" ? new TypeError(message) : new Error(`${name}: ${message}`);
  }

  /** A callback as a function of the guest's table; what is no function is none there either. */
  function indexOf(callback: unknown, read: (argument: Ref) => unknown): number {
    if (typeof callback !== "function") return 0;
    const index = guest.table.grow(1);
    const called = (argument: Ref): Ref => {
      const value = read(argument);
      try {
        return newValue(callback.call(undefined, value));
      } catch (error) {
        return guest.rejected(newReason(error));
      }
    };
    guest.table.set(index, exportedFunction(called));
    return index;
  }

  let scheduled = false;

  /** Calls the guest, and lets it run its jobs when the host's stack is empty. */
  function run<T>(call: () => T): T {
    if (!scheduled) {
      scheduled = true;
      queueMicrotask(() => {
        scheduled = false;
        guest.drain();
      });
    }
    return call();
  }

  return {
    resolved: (value) => new PromiseOfGuest(run(() => guest.resolved(newValue(value)))),
    rejected: (reason) => new PromiseOfGuest(run(() => guest.rejected(newReason(reason)))),
    deferred() {
      const deferred = guest.__pin(guest.newDeferred());
      return {
        promise: new PromiseOfGuest(guest.promiseOf(deferred)),
        resolve: (value) => run(() => guest.resolve(deferred, newValue(value))),
        reject: (reason) => run(() => guest.reject(deferred, newReason(reason))),
      };
    },
  };
}

/**
 * A JavaScript function as a table takes it: exported by a module that imports it.
 *   (module (import "" "f" (func (param i32) (result i32))) (export "f" (func 0)))
 */
const passing = new WebAssembly.Module(
  new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...[0x01, 0x06, 0x01, 0x60, 0x01, 0x7f, 0x01, 0x7f], // types: (i32) -> i32
    ...[0x02, 0x06, 0x01, 0x00, 0x01, 0x66, 0x00, 0x00], // imports: "" "f", a function of type 0
    ...[0x07, 0x05, 0x01, 0x01, 0x66, 0x00, 0x00], // exports: "f", function 0
  ]),
);

function exportedFunction(f: (argument: number) => number): unknown {
  return new WebAssembly.Instance(passing, { "": { f } }).exports.f;
}
