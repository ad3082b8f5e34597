// Functions across the border: the guest's as JavaScript calls them, and the host's as the guest does.

import type { FunctionType, Interface, ValueType } from "../../interface/description.js";
import { nameOfType } from "../../interface/names.js";
import { HostError } from "../host.js";
import type { Futures } from "./futures.js";
import type { Instance } from "./instance.js";

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

type RawFunction = (...raw: (number | bigint)[]) => number | bigint;

/** The guest's exports. */
export function guestFunctions(
  instance: Instance,
  futures: Futures,
  exports: WebAssembly.Exports,
): Record<string, unknown> {
  const functions = Object.entries(instance.description.exports).map(([name, type]) => {
    return [name, guestFunction(instance, futures, name, type, exports[name] as RawFunction)];
  });
  return Object.fromEntries(functions);
}

function guestFunction(instance: Instance, futures: Futures, name: string, type: FunctionType, raw: RawFunction) {
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
  const call = <R>(args: readonly unknown[], use: (invoke: () => number | bigint) => R): R => {
    check(args);
    return lowering.call(types, args, nameOf, (...lowered) => {
      lowered.push(...zeros.slice(lowered.length));
      guest.__setArgumentsLength?.(args.length);
      return use(() => instance.invoke(() => raw(...lowered)));
    });
  };
  if (!isAsync)
    return (...args: unknown[]) => instance.enter(() => call(args, (invoke) => lifting.value(result, invoke())));
  const callAsync = (args: readonly unknown[], signal?: AbortSignal) =>
    futures.ofGuest(result, signal, () =>
      call(args, (invoke) => {
        if (!signal) return guest.future_of(Number(invoke()));
        guest.begin_call();
        return guest.end_call(Number(invoke()));
      }),
    );
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
      made[key] = hostFunction(what, type, host.bind(given[module]), loaded);
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
): WebAssembly.ImportValue {
  return (...raw: (number | bigint)[]) => {
    const { instance, futures } = loaded();
    return instance.callHost(() => {
      const args = parameters.map(({ type }, i) => instance.lifting.value(type, raw[i] as number | bigint));
      if (isAsync) return futures.ofHost(result, what, (signal) => host(...args, { signal }));
      return instance.lowering.call(
        [result],
        [host(...args)],
        () => what,
        (lowered) => lowered,
      );
    });
  };
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
