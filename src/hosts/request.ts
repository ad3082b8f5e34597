// What must hold of a request on every host.

import { statSync } from "node:fs";
import { HostError, type Preopen, type RunRequest } from "./host.js";

/** A string with a zero byte cannot be passed on as it is, and a preopen must be there before the guest starts. */
export function checkRequest({ args, argv0 = "", env, preopens }: RunRequest): void {
  const strings = [argv0, ...args, ...Object.entries(env).flat(), ...preopens.map(({ guest }) => guest)];
  const bad = strings.find((text) => text.includes("\0"));
  if (bad !== undefined) {
    const message = `an argument, variable or directory name contains a zero byte: ${JSON.stringify(bad)}`;
    throw new HostError("POLLEN_E_ARGUMENT", message, "Remove the zero byte.");
  }
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
