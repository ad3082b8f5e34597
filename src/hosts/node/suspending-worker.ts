// The worker of the Node host where the engine has JSPI: our own WASI, which suspends the guest.

import { runSuspending } from "../jspi.js";
import { DEFAULT_LIMITS } from "../wasi/limits.js";
import { Wasi } from "../wasi/wasi.js";
import { EventIo } from "./event-io.js";
import { type GuestData, runGuest } from "./guest.js";

/** What the main thread gives for it. */
export interface SuspendingIoData {
  listen: readonly string[];
  /** Standard input that the last guest left. */
  unread: Uint8Array;
}

runGuest(
  ({ io }: GuestData<SuspendingIoData>) => EventIo.open(io.listen, DEFAULT_LIMITS.openFiles, io.unread),
  (module, options) => runSuspending(module, new Wasi(options)),
);
