// What must hold of a request on every host.

import { statSync } from "node:fs";
import { HostError, type Preopen, type RunRequest } from "./host.js";
import { checkStrings } from "./strings.js";

/** Its strings can be passed on, and its preopens are there before the guest starts. */
export function checkRequest({ args, argv0 = "", env, preopens }: RunRequest): void {
  checkStrings([argv0, ...args, ...Object.entries(env).flat(), ...preopens.map(({ guest }) => guest)]);
  for (const preopen of preopens) checkPreopen(preopen);
}

function checkPreopen(preopen: Preopen): void {
  let reason = "it is not a directory";
  try {
    if (statSync(preopen.host).isDirectory()) return;
  } catch (error) {
    reason = (error as Error).message;
  }
  throw preopenError(preopen, reason);
}

export function preopenError({ host, guest }: Preopen, reason: string): HostError {
  return new HostError(
    "POLLEN_E_PREOPEN",
    `cannot give the guest ${host} as ${guest}: ${reason}`,
    "Give an existing directory: --dir HOST::GUEST.",
  );
}
