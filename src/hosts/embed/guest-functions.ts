// Functions of the guest, as JavaScript calls them.

import { FUTURE_SUFFIX, type FunctionType, THROWS_SUFFIX } from "../../interface/description.js";
import { foreignType } from "./foreign.js";
import type { Futures } from "./futures.js";
import type { Instance } from "./instance.js";
import type { Held } from "./lower.js";

/** A function of the guest. Those that are async return promises. */
export interface GuestFunction {
  // biome-ignore lint/suspicious/noExplicitAny: what the guest's declaration says
  (...args: any[]): any;
  /** Of one that is async: the same with options for its calls. */
  // biome-ignore lint/suspicious/noExplicitAny: what the guest's declaration says
  with(options: CallOptions): (...args: any[]) => Promise<any>;
}

export interface CallOptions {
  /** Cancels the call. */
  signal?: AbortSignal;
}

/** Where functions of the guest are called. */
export interface Guest {
  readonly instance: Instance;
  readonly futures: Futures;
  readonly exports: WebAssembly.Exports;
}

/** One exported function. */
export class GuestCall {
  readonly #foreign: string | undefined;
  /** In the place of arguments that are left out. */
  readonly #zeros: readonly (number | bigint)[];
  readonly #invoke: (...raw: (number | bigint)[]) => number | bigint | Promise<number>;

  constructor(
    private readonly guest: Guest,
    private readonly name: string,
    private readonly type: FunctionType,
  ) {
    const { instance, exports } = guest;
    this.#foreign = foreignType(type, instance.description);
    this.#zeros = type.parameters.map(({ type }) => (type === "i64" || type === "u64" ? 0n : 0));
    this.#invoke = type.isAsync
      ? instance.startable(exports[name + FUTURE_SUFFIX])
      : (exports[type.throws ? name + THROWS_SUFFIX : name] as (...raw: (number | bigint)[]) => number | bigint);
  }

  /** A method, which takes the address of its object by `self`. */
  method(self: (object: unknown) => number): (...args: unknown[]) => unknown {
    const call = (object: unknown, args: readonly unknown[], signal?: AbortSignal) => {
      return this.call(args, [self(object)], signal);
    };
    return this.#withOptions(
      function (this: unknown, ...args: unknown[]) {
        return call(this, args);
      },
      (signal) =>
        function (this: unknown, ...args: unknown[]) {
          return call(this, args, signal);
        },
    );
  }

  /** A function. */
  function(): (...args: unknown[]) => unknown {
    return this.#withOptions(
      (...args: unknown[]) => this.call(args),
      (signal) =>
        (...args: unknown[]) =>
          this.call(args, [], signal),
    );
  }

  #withOptions<F>(call: F, cancellable: (signal: AbortSignal | undefined) => F): F {
    return this.type.isAsync
      ? (Object.assign(call as object, { with: ({ signal }: CallOptions) => cancellable(signal) }) as F)
      : call;
  }

  /**
   * Calls it.
   * @param self what stands before its arguments: the address of the object, if it is a method
   */
  call(args: readonly unknown[], self: readonly number[] = [], signal?: AbortSignal): unknown {
    const { instance, futures } = this.guest;
    const { result, isAsync } = this.type;
    if (!isAsync) {
      return instance.enter(() => {
        const held = this.#hold(args, self);
        try {
          instance.guest.__setArgumentsLength?.(args.length);
          const raw = instance.invoke(() => this.#invoke(...held.raw) as number | bigint);
          const error = this.type.throws ? instance.guest.take_error() >>> 0 : 0;
          if (error) throw instance.lifting.error(error);
          return instance.lifting.value(result, raw);
        } finally {
          held.release();
        }
      });
    }
    return futures.ofGuest(result, signal, (begun, failed) => {
      instance.check();
      const held = this.#hold(args, self);
      const call = () => {
        if (signal) instance.guest.begin_call();
        instance.guest.__setArgumentsLength?.(args.length);
        return this.#invoke(...held.raw) as number | Promise<number>;
      };
      const released =
        <T>(next: (value: T) => void) =>
        (value: T) => {
          held.release();
          next(value);
        };
      instance.start(call, released(begun), released(failed));
    });
  }

  /** Checks and lowers arguments. */
  #hold(args: readonly unknown[], self: readonly number[]): Held {
    const { name } = this;
    const { parameters, required } = this.type;
    if (this.#foreign) throw new TypeError(`${name}: its ${this.#foreign}, does not cross`);
    if (args.length < required || args.length > parameters.length) {
      const wanted = required === parameters.length ? `${required}` : `${required} to ${parameters.length}`;
      throw new TypeError(`${name} takes ${wanted} arguments, not ${args.length}`);
    }
    const nameOf = (i: number) => `${name}: ${parameters[i]?.name}`;
    const held = this.guest.instance.lowering.hold(parameters, args, nameOf);
    if (!self.length && args.length === parameters.length) return held;
    return { ...held, raw: [...self, ...held.raw, ...this.#zeros.slice(args.length)] };
  }
}

/** The functions that the guest exports. */
export function guestFunctions(guest: Guest): [name: string, function_: unknown][] {
  const { exports } = guest.instance.description;
  return Object.entries(exports).map(([name, type]) => [name, new GuestCall(guest, name, type).function()]);
}
