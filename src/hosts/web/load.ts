// `load` of as-pollen/browser and, with timers that belong to requests, of as-pollen/edge.

import { type LoadOptions, loadModule, type Service } from "../embed/load.js";
import { RequestAlarms } from "../embed/request-alarms.js";
import { loadProgram, type ModuleSource } from "./module.js";

/**
 * Makes an object of a module that was built for the target `hosted`: its exports are functions of JavaScript, its imports
 * are those that `options` has.
 *
 * ```ts
 * const service = await load("/service.wasm", { imports: { host: { lookup: async (key: string) => cache.get(key) } } });
 * const answer = await service.exports.handle("key");
 * ```
 * @param source a compiled module, its bytes, its address or a response with it
 * @returns rejected with a `HostError` when the module cannot be embedded, and with what its top level throws
 */
export async function load<Exports = Service["exports"]>(
  source: ModuleSource,
  options: LoadOptions = {},
): Promise<Service<Exports>> {
  options.signal?.throwIfAborted();
  const { name, module } = await loadProgram(source);
  return loadModule(name, module, options);
}

/**
 * The same where timers belong to requests: each call in flight has one of its own, so that the guest goes on in whichever
 * request is there. What the guest does while no call is in flight goes on with the next one.
 */
export async function loadForRequests<Exports = Service["exports"]>(
  source: ModuleSource,
  options: LoadOptions = {},
): Promise<Service<Exports>> {
  options.signal?.throwIfAborted();
  const { name, module } = await loadProgram(source);
  return loadModule(name, module, options, (ring) => new RequestAlarms(ring));
}
