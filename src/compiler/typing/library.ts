// Functions and variables of Pollen's own library, by their global names.
import type { Function as Fn, FunctionPrototype, Global, Program, Type } from "assemblyscript";

/** Instance of a function. */
export function libraryFunction(program: Program, name: string, typeArguments: Type[] | null = null): Fn {
  const prototype = program.lookup(name) as FunctionPrototype | null;
  const instance = prototype && program.resolver.resolveFunction(prototype, typeArguments);
  if (!instance) throw new Error(`Pollen's library lacks '${name}'`);
  return instance;
}

/** A global variable. */
export function libraryGlobal(program: Program, name: string): Global {
  const global = program.lookup(name) as Global | null;
  if (!global) throw new Error(`Pollen's library lacks '${name}'`);
  return global;
}
