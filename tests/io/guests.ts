import { compiled, type Variant } from "../setup/guests.js";

/** A guest program of wasi-fixtures/io, compiled. */
export function guest(name: string, variant: Variant = {}): Promise<string> {
  return compiled("io", name, variant);
}
