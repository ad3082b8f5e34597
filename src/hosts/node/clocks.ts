import type { Clocks } from "../wasi/clocks.js";

/** The clocks of this process. The monotonic one starts at 0, as on wasmtime: the guest learns nothing about uptime. */
export function systemClocks(): Clocks {
  const started = process.hrtime.bigint();
  return {
    realtime: () => BigInt(Date.now()) * 1_000_000n,
    monotonic: () => process.hrtime.bigint() - started,
    resolution: { realtime: 1_000_000n, monotonic: 1n },
  };
}
