import type { Clocks } from "../wasi/clocks.js";

/**
 * The clocks of the web. They are coarse, and on some edge platforms stand still while a program runs; so the monotonic
 * one goes on by a nanosecond each time that it is read: a wait of a nanosecond, which is a look, is over at the next look.
 */
export function webClocks(): Clocks {
  const started = performance.now();
  let last = 0n;
  return {
    realtime: () => BigInt(Date.now()) * 1_000_000n,
    monotonic() {
      const elapsed = BigInt(Math.round((performance.now() - started) * 1e6));
      last = elapsed > last ? elapsed : last + 1n;
      return last;
    },
    resolution: { realtime: 1_000_000n, monotonic: 100_000n },
  };
}
