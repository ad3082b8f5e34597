// Functions across the border: the guest's as JavaScript calls them, and the host's as the guest does.

import { FUTURE_SUFFIX, type FunctionType, type Interface, type ValueType } from "../../interface/description.js";
import { nameOfType } from "../../interface/names.js";
import { HostError } from "../host.js";
import { Suspending } from "../jspi.js";
import type { Futures } from "./futures.js";
import type { Instance } from "./instance.js";
import type { Held } from "./lower.js";
import { isSuspending } from "./suspendable-stack.js";

/** A function of JavaScript, for the guest. */
// biome-ignore lint/suspicious/noExplicitAny: it takes what the guest's declaration says
export type HostFunction = (...args: any[]) => unknown;

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

/** The guest's exports. */
export function guestFunctions(
  instance: Instance,
  futures: Futures,
  exports: WebAssembly.Exports,
): Record<string, unknown> {
  const functions = Object.entries(instance.description.exports).map(([name, type]) => {
    return [name, guestFunction(instance, futures, name, type, exports)];
  });
  return Object.fromEntries(functions);
}

function guestFunction(
  instance: Instance,
  futures: Futures,
  name: string,
  type: FunctionType,
  exports: WebAssembly.Exports,
) {
  const { lifting, lowering, guest, description } = instance;
  const { parameters, required, result, isAsync } = type;
  const types = parameters.map((parameter) => parameter.type);
  const foreign = foreignType(type, description);
  /** In the place of arguments that are left out. */
  const zeros = types.map((type) => (type === "i64" || type === "u64" ? 0n : 0));
  const nameOf = (i: number) => `${name}: ${parameters[i]?.name ?? `argument ${i + 1}`}`;

  const check = (args: readonly unknown[]): void => {
    if (foreign) throw new TypeError(`${name}: its ${foreign}, does not cross`);
    if (args.length >= required && args.length <= types.length) return;
    const wanted = required === types.length ? `${required}` : `${required} to ${types.length}`;
    throw new TypeError(`${name} takes ${wanted} arguments, not ${args.length}`);
  };
  const hold = (args: readonly unknown[]): Held => {
    check(args);
    const held = lowering.hold(types, args, nameOf);
    return args.length < types.length ? { ...held, raw: [...held.raw, ...zeros.slice(args.length)] } : held;
  };
  if (!isAsync) {
    const raw = exports[name] as (...raw: (number | bigint)[]) => number | bigint;
    return (...args: unknown[]) =>
      instance.enter(() => {
        const held = hold(args);
        try {
          guest.__setArgumentsLength?.(args.length);
          return lifting.value(
            result,
            instance.invoke(() => raw(...held.raw)),
          );
        } finally {
          held.release();
        }
      });
  }
  const begin = instance.startable(exports[name + FUTURE_SUFFIX]);
  const callAsync = (args: readonly unknown[], signal?: AbortSignal) =>
    futures.ofGuest(result, signal, (begun, failed) => {
      instance.check();
      const held = hold(args);
      const call = () => {
        if (signal) guest.begin_call();
        guest.__setArgumentsLength?.(args.length);
        return begin(...held.raw);
      };
      const released =
        <T>(next: (value: T) => void) =>
        (value: T) => {
          held.release();
          next(value);
        };
      instance.start(call, released(begun), released(failed));
    });
  return Object.assign((...args: unknown[]) => callAsync(args), {
    /** The same function with options for its calls. */
    with:
      ({ signal }: CallOptions) =>
      (...args: unknown[]) =>
        callAsync(args, signal),
  });
}

/** The imports of a module, as WebAssembly calls them. */
export function hostFunctions(
  name: string,
  description: Interface,
  given: Readonly<Record<string, Readonly<Record<string, HostFunction>>>>,
  loaded: () => { instance: Instance; futures: Futures },
): Record<string, Record<string, WebAssembly.ImportValue>> {
  const imports: Record<string, Record<string, WebAssembly.ImportValue>> = {};
  for (const [module, functions] of Object.entries(description.imports)) {
    const made: Record<string, WebAssembly.ImportValue> = {};
    for (const [key, type] of Object.entries(functions)) {
      const what = `${module}.${key}`;
      const host = given[module]?.[key];
      const foreign = foreignType(type, description);
      if (typeof host !== "function" || foreign) {
        const why = foreign ? `whose ${foreign}, does not cross` : "which `imports` does not have";
        const remedy = foreign
          ? "Declare it with types that cross."
          : `Give it: { imports: { ${module}: { ${key}: ... } } }.`;
        throw new HostError("POLLEN_E_IMPORT", `${name} imports the function ${what}, ${why}`, remedy);
      }
      const bound = host.bind(given[module]);
      if (!type.isAsync && isSuspending(host)) made[key] = suspendingFunction(what, type, bound, loaded);
      else made[key] = hostFunction(what, type, bound, loaded);
    }
    imports[module] = made;
  }
  return imports;
}

function hostFunction(
  what: string,
  { parameters, result, isAsync }: FunctionType,
  host: HostFunction,
  loaded: () => { instance: Instance; futures: Futures },
): (...raw: (number | bigint)[]) => unknown {
  return (...raw: (number | bigint)[]) => {
    const { instance, futures } = loaded();
    return instance.callHost(() => {
      const args = parameters.map(({ type }, i) => instance.lifting.value(type, raw[i] as number | bigint));
      if (isAsync) return futures.ofHost(result, what, (options) => host(...args, options));
      const held = instance.lowering.hold([result], [host(...args)], () => what);
      held.release(); // the guest takes it before anything is freed
      return held.raw[0];
    });
  };
}

function suspendingFunction(
  what: string,
  { parameters, result }: FunctionType,
  host: HostFunction,
  loaded: () => { instance: Instance },
): WebAssembly.ImportValue {
  return new Suspending((...raw: (number | bigint)[]) => {
    const { instance } = loaded();
    return instance.callHost(() => {
      const args = parameters.map(({ type }, i) => instance.lifting.value(type, raw[i] as number | bigint));
      const lower = (value: unknown) => instance.lowering.hold([result], [value], () => what);
      return instance.suspend(() => host(...args), lower);
    });
  });
}

/** A type of a function that does not cross, if it has one. */
function foreignType({ parameters, result }: FunctionType, description: Interface): string | undefined {
  for (const { name, type } of parameters) {
    const found = foreignIn(type, description);
    if (found) return `parameter ${name}, of the type ${found}`;
  }
  const found = foreignIn(result, description);
  return found && `result, of the type ${found}`;
}

function foreignIn(type: ValueType, description: Interface, seen = new Set<number>()): string | undefined {
  if (typeof type === "string") return undefined;
  if ("unknown" in type) return nameOfType(type, description);
  const cls = description.classes[type.class];
  if (!cls) return "class that is not described";
  if (seen.has(type.class)) return undefined;
  seen.add(type.class);
  if ("element" in cls) return foreignIn(cls.element, description, seen);
  if (cls.kind !== "record") return undefined;
  for (const field of cls.fields) {
    const found = foreignIn(field.type, description, seen);
    if (found) return found;
  }
  return undefined;
}
