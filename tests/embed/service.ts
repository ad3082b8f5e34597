// The service of wasi-fixtures/embed, loaded by the tests.

import { readFileSync } from "node:fs";
import type { HostFunction, Service } from "../../src/hosts/node/load.js";
import { load } from "../../src/hosts/node/load.js";
import { compiled, type Variant } from "../setup/guests.js";

const modules = new Map<string, Promise<WebAssembly.Module>>();

/** The service as a module, compiled once for each variant. */
export function serviceModule(variant: Variant = {}, name = "service"): Promise<WebAssembly.Module> {
  const key = JSON.stringify([name, variant]);
  let module = modules.get(key);
  if (!module) {
    module = compiled("embed", name, { target: "hosted", optimize: "-O0", ...variant }).then(
      (file) => new WebAssembly.Module(readFileSync(file)),
    );
    modules.set(key, module);
  }
  return module;
}

export interface Loaded extends Service {
  /** What it logged and printed. */
  readonly lines: string[];
}

/** Loads it, with functions of the host of which some may be given. */
export async function loadService(
  functions: Record<string, HostFunction> = {},
  variant: Variant = {},
  name = "service",
): Promise<Loaded> {
  const lines: string[] = [];
  const host = {
    lookup: async (key: string) => `<${key}>`,
    find: async () => null,
    count: async (by: number) => BigInt(by),
    log: (line: string) => void lines.push(line),
    half: (x: number) => x / 2,
    ...functions,
  };
  const text = (bytes: Uint8Array) => void lines.push(...new TextDecoder().decode(bytes).split("\n").filter(Boolean));
  const service = await load(await serviceModule(variant, name), { imports: { host }, stdout: text, stderr: text });
  return Object.assign(service, { lines });
}

/** What a promise is rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<Error & { code?: string }> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error("it is not rejected");
}
