import type { Host } from "./host.js";
import { node } from "./node.js";
import { wasmer } from "./wasmer.js";
import { wasmerJs } from "./wasmer-js.js";
import { wasmtime } from "./wasmtime.js";

export type { Host, HostErrorCode, HostInfo, HostName, ListenAddress, Preopen, RunRequest, Waiting } from "./host.js";
export { HostError } from "./host.js";

/** Every host that Pollen can run a module on, the default one first. */
export function hosts(): Host[] {
  return [node, wasmerJs, wasmtime, wasmer];
}
