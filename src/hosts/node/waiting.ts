// How a guest waits on this Node.

import { HostError, type Waiting } from "../host.js";
import { canSuspend } from "../jspi.js";

/** @param asked what the caller wants; by default what this Node can do best */
export function waitingOf(asked: Waiting = canSuspend ? "suspend" : "block"): Waiting {
  if (asked === "suspend" && !canSuspend) {
    const message = `the program cannot be suspended while it waits: Node ${process.versions.node} has no JSPI`;
    throw new HostError("POLLEN_E_CANNOT_WAIT", message, 'Take Node 24 or newer, or `waiting: "block"`.');
  }
  return asked;
}
