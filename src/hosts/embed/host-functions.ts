// Functions of the host, as the guest calls them.

import type { FunctionType, Interface } from "../../interface/description.js";
import { HostError } from "../host.js";
import { Suspending } from "../jspi.js";
import { foreignType } from "./foreign.js";
import type { Futures } from "./futures.js";
import type { Instance } from "./instance.js";
import { isSuspending } from "./suspendable-stack.js";

/** A function of JavaScript, for the guest. */
// biome-ignore lint/suspicious/noExplicitAny: it takes what the guest's declaration says
export type HostFunction = (...args: any[]) => unknown;

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
      const held = instance.lowering.hold([{ type: result }], [host(...args)], () => what);
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
      const lower = (value: unknown) => instance.lowering.hold([{ type: result }], [value], () => what);
      return instance.suspend(() => host(...args), lower);
    });
  });
}
