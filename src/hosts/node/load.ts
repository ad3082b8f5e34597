// `import { load } from "as-pollen/node"`: modules as objects of JavaScript, from files, too.

import { fileURLToPath } from "node:url";
import { type LoadOptions, loadModule, type Service } from "../embed/load.js";
import { readWasm } from "../module.js";
import { compileModule } from "../preview1.js";
import { loadProgram, type ModuleSource } from "../web/module.js";

export type { HostCallOptions } from "../embed/futures.js";
export type { CallOptions, GuestFunction } from "../embed/guest-functions.js";
export type { HostFunction } from "../embed/host-functions.js";
export type { LoadOptions, Service } from "../embed/load.js";
export { suspending } from "../embed/suspendable-stack.js";
export { HostError } from "../host.js";
export type { ModuleSource } from "../web/module.js";
export type { OutputSink } from "../web/output.js";

/**
 * Makes an object of a module that was built for the target `hosted`: its exports are functions of JavaScript, its imports
 * are those that `options` has.
 *
 * ```ts
 * const service = await load("service.wasm", { imports: { host: { lookup: async (key: string) => cache.get(key) } } });
 * const answer = await service.exports.handle("key");
 * ```
 * @param source path or address of a file, an address on the web, a compiled module, its bytes, or a response with it
 * @returns rejected with a `HostError` when the module cannot be embedded, and with what its top level throws
 */
export async function load<Exports = Service["exports"]>(
  source: ModuleSource,
  options: LoadOptions = {},
): Promise<Service<Exports>> {
  options.signal?.throwIfAborted();
  const file = fileOf(source);
  if (file !== undefined) {
    const { bytes } = await readWasm(file);
    return loadModule(file, await compileModule(file, bytes), options);
  }
  const { name, module } = await loadProgram(source);
  return loadModule(name, module, options);
}

/** The path of a source that is a file. */
function fileOf(source: ModuleSource): string | undefined {
  if (typeof source !== "string" && !(source instanceof URL)) return undefined;
  if (/^https?:/.test(String(source))) return undefined;
  return String(source).startsWith("file:") ? fileURLToPath(source) : String(source);
}
