// The description of a module's interface, read from its custom section.

import { type Interface, SECTION } from "./description.js";

/**
 * Reads it.
 * @returns null if the module has none
 * @throws what says how it is damaged
 */
export function interfaceOf(module: WebAssembly.Module): Interface | null {
  const [section, another] = WebAssembly.Module.customSections(module, SECTION);
  if (!section) return null;
  if (another) throw new Error("it describes its interface twice");
  const value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(section)) as Partial<Interface> | null;
  const { exports, imports, classes } = value ?? {};
  if (![exports, imports, classes].every((part) => typeof part === "object" && part !== null)) {
    throw new Error("the description of its interface is not whole");
  }
  return value as Interface;
}
