// clock_time_get and clock_res_get. All times are nanoseconds.

import { Clockid } from "./abi.js";
import type { Context, Functions } from "./context.js";
import { fail } from "./errno.js";

export interface Clocks {
  /** Nanoseconds since the epoch. */
  realtime(): bigint;
  /** Nanoseconds since the guest started. */
  monotonic(): bigint;
  /** The smallest step of each clock. */
  readonly resolution: { realtime: bigint; monotonic: bigint };
}

export function clockFunctions({ memory, clocks }: Context): Functions {
  return {
    clock_res_get(id: number, result: number) {
      memory.setU64(result, kind(id) === "realtime" ? clocks.resolution.realtime : clocks.resolution.monotonic);
    },
    clock_time_get(id: number, _precision: bigint, result: number) {
      memory.setU64(result, kind(id) === "realtime" ? clocks.realtime() : clocks.monotonic());
    },
  };
}

/** CPU-time clocks answer EBADF, as on wasmtime. */
function kind(id: number): "realtime" | "monotonic" {
  if (id === Clockid.REALTIME) return "realtime";
  if (id === Clockid.MONOTONIC) return "monotonic";
  fail(id === Clockid.PROCESS_CPUTIME || id === Clockid.THREAD_CPUTIME ? "BADF" : "INVAL");
}
