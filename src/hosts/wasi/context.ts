// What the functions of the host share.

import type { Clocks } from "./clocks.js";
import type { DescriptorTable } from "./descriptors.js";
import type { GuestMemory } from "./memory.js";

/**
 * Where the guest sleeps. `wait` returns when `notify` was called after `token()` was read, or when the time is over, or
 * for no reason: the caller looks again.
 */
export interface Sleeper {
  token(): number;
  wait(token: number, timeoutMs: number): void;
}

export interface Context {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly memory: GuestMemory;
  readonly descriptors: DescriptorTable;
  readonly clocks: Clocks;
  readonly sleeper: Sleeper;
}

/**
 * Implementations by name. Numbers arrive as unsigned 32-bit integers and as signed 64-bit ones, just as the guest sent
 * them otherwise. A function returns nothing when it succeeds and throws a `WasiError` when it does not.
 */
// biome-ignore lint/suspicious/noExplicitAny: each function has its own parameters, which the guest's types guarantee
export type Functions = Record<string, (...args: any[]) => void>;
