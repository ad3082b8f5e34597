// Debug information of lowered functions: names and places of the source belong to both functions that have the body now.
import type { Function as Fn } from "assemblyscript";
import binaryen, { type FunctionRef, type Module } from "../binaryen.js";

/**
 * Describes a function that has the body of `instance` or a part of it, now and whenever the shadow stack pass replaces it:
 * that asks for the debug information again, of whatever the program knows by the function's name.
 * @param names of its first locals
 */
export function describeAs(m: Module, instance: Fn, name: string, names: readonly string[], ref: FunctionRef): void {
  const describe = (ref: FunctionRef): void => {
    addLocations(m, instance, ref);
    if (instance.program.options.debugInfo) addNames(ref, names);
  };
  if (name === instance.internalName) instance.addDebugInfo = (_, ref) => describe(ref);
  else {
    const addDebugInfo = { value: (_: unknown, ref: FunctionRef) => describe(ref) };
    instance.program.instancesByName.set(name, Object.create(instance, { addDebugInfo }));
  }
  describe(ref);
}

function addLocations(m: Module, instance: Fn, ref: FunctionRef): void {
  if (!instance.program.options.sourceMap) return;
  for (const [expression, { source, start }] of instance.debugLocations) {
    const line = source.lineAt(start);
    m.setDebugLocation(ref, expression, source.debugInfoIndex, line, source.columnAt() - 1); // source maps count from 0
  }
}

function addNames(ref: FunctionRef, names: readonly string[]): void {
  const seen = new Set<string>();
  names.forEach((name, i) => {
    const unique = seen.has(name) ? `${name}|${i}` : name;
    seen.add(unique);
    binaryen.Function.setLocalName(ref, i, unique);
  });
}
