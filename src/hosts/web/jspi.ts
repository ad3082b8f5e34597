// JavaScript Promise Integration: a call of the host returns a promise, and the engine suspends the guest until it is
// settled. https://github.com/WebAssembly/js-promise-integration

import type { Syscall } from "../wasi/strace.js";
import type { EventSleeper } from "./sleepers.js";

type Suspender = new (call: Syscall) => WebAssembly.ImportValue;
type Promiser = (exported: unknown) => () => Promise<unknown>;

const { Suspending, promising } = WebAssembly as { Suspending?: Suspender; promising?: Promiser };

/** Whether the engine has it: Chromium from 137 on, Node from 24 on, workerd. */
export const canSuspend: boolean = Suspending !== undefined && promising !== undefined;

/** The same functions; the guest is suspended while a promise of theirs is pending, and now and then between two looks. */
export function suspending(
  functions: Readonly<Record<string, Syscall>>,
  sleeper: EventSleeper,
): WebAssembly.ModuleImports {
  const { poll_oneoff: poll } = functions;
  const all = { ...functions, ...(poll && { poll_oneoff: polite(poll, sleeper) }) };
  const wrapped = Object.entries(all).map(([name, call]) => [name, new (Suspending as Suspender)(call)]);
  return Object.fromEntries(wrapped);
}

/** Calls an export that may be suspended. */
export async function callSuspending(exported: unknown): Promise<void> {
  await (promising as Promiser)(exported)();
}

function polite(poll: Syscall, sleeper: EventSleeper): Syscall {
  return (...args) => {
    const errno = poll(...args);
    if (typeof errno !== "number") return errno;
    return sleeper.breathe()?.then(() => errno) ?? errno;
  };
}
