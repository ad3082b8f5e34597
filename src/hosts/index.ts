import type { Host } from "./host.js";
import { node } from "./node.js";

export type { Host, HostErrorCode, HostInfo, HostName, Preopen, RunRequest } from "./host.js";
export { HostError } from "./host.js";

/** Every host that Pollen can run a module on, the default one first. */
export function hosts(): Host[] {
  return [node];
}
