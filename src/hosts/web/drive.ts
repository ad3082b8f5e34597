// A reactor, turn by turn.

import type { EventSleeper } from "../event-sleeper.js";
import { exitCode } from "../wasi/process.js";
import type { Wasi } from "../wasi/wasi.js";

/**
 * Runs a reactor to its end, and returns the exit code.
 * @param isFull whether what it writes has no room; the sleeper is notified when it has
 */
export async function drive(
  module: WebAssembly.Module,
  wasi: Wasi,
  sleeper: EventSleeper,
  isFull: () => boolean,
): Promise<number> {
  const { exports } = await WebAssembly.instantiate(module, wasi.imports);
  if (exports.memory instanceof WebAssembly.Memory) wasi.bind(exports.memory);
  return exitCode(turns(exports, sleeper, isFull));
}

/** What it writes is taken before it gets the next turn: nothing piles up. */
async function turns(exports: WebAssembly.Exports, sleeper: EventSleeper, isFull: () => boolean): Promise<void> {
  (exports._initialize as () => void)();
  for (;;) {
    const token = sleeper.token();
    const ms = isFull() ? Infinity : (exports.tick as () => number)();
    await (ms > 0 ? sleeper.wait(token, ms) : sleeper.breathe());
  }
}
