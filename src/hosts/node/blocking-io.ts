// What the guest's thread reads and waits with where the guest blocks it: the main thread does input and sockets.

import type { MessagePort } from "node:worker_threads";
import type { ListenAddress } from "../host.js";
import type { GuestData, GuestIo } from "./guest.js";
import { openInput } from "./input.js";
import type { IoRequest } from "./io-messages.js";
import { startBlocked } from "./isolate-threads.js";
import { RingDrainer } from "./ring.js";
import { RingInput } from "./ring-input.js";
import { ringListeners } from "./ring-sockets.js";
import { Signal } from "./signal.js";

/** What the main thread gives for it. */
export interface BlockingIoData {
  /** To the main thread's `IoServer`. */
  port: MessagePort;
  signal: SharedArrayBuffer;
  /** For standard input. */
  ring: SharedArrayBuffer;
  /** Where sockets listen for the guest. */
  addresses: readonly ListenAddress[];
}

export function openBlockingIo({ io }: GuestData<BlockingIoData>): GuestIo {
  const ask = (request: IoRequest, transfer: MessagePort[] = []) => io.port.postMessage(request, transfer);
  const signal = new Signal(io.signal);
  const requestInput = () => ask({ type: "read", fd: 0, ring: io.ring });
  return {
    addresses: io.addresses,
    listeners: ringListeners(io.port, io.addresses.length),
    sleeper: signal,
    startIsolate: startBlocked(signal, ask),
    notify() {},
    input: (fd) => openInput(fd, () => new RingInput(fd, new RingDrainer(io.ring), requestInput)),
    async end() {
      ask({ type: "end" });
      return undefined;
    },
  };
}
