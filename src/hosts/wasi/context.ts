// What the functions of the host share, and how one of them waits: it says so, and is called again.

import type { Clocks } from "./clocks.js";
import type { DescriptorTable } from "./descriptors.js";
import type { Limits } from "./limits.js";
import type { GuestMemory } from "./memory.js";
import type { Snapshot } from "./snapshot.js";

/** Where the guest sleeps. */
export interface Sleeper {
  /** Changes whenever something happened that the guest may be waiting for. */
  token(): number;
  /**
   * Waits until the token is another than the given one, or until the time is over, or for no reason: the caller looks
   * again. Where the thread cannot be blocked it returns a promise, or throws if nobody can wait.
   */
  wait(token: number, timeoutMs: number): void | Promise<void>;
  /**
   * Called when the guest has looked whether something happened, and need not wait. Where that would keep an event loop
   * from everything else it returns a promise, now and then.
   */
  breathe?(): Promise<void> | undefined;
}

/** A call that cannot go on yet. */
export interface Wait {
  /** The sleeper's token from before the call looked. */
  readonly token: number;
  /** The longest time to sleep, in milliseconds; Infinity where there is no such time. */
  readonly ms: number;
  /** Looks again. The guest's memory may have grown meanwhile. */
  retry(): Outcome;
}

/** Of a call that did not fail: nothing when it is done. */
// biome-ignore lint/suspicious/noConfusingVoidType: most functions return nothing
export type Outcome = void | Wait;

export interface Context {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly memory: GuestMemory;
  readonly descriptors: DescriptorTable;
  readonly clocks: Clocks;
  readonly sleeper: Sleeper;
  readonly limits: Limits;
  readonly snapshot: Snapshot;
}

/**
 * Implementations by name. Numbers arrive as unsigned 32-bit integers and as signed 64-bit ones, just as the guest sent
 * them otherwise. A function returns nothing when it succeeds, a `Wait` when it cannot yet, and throws a `WasiError` when
 * it fails.
 */
// biome-ignore lint/suspicious/noExplicitAny: each function has its own parameters, which the guest's types guarantee
export type Functions = Record<string, (...args: any[]) => Outcome>;
