// JavaScript Promise Integration: a call of the host returns a promise, and the engine suspends the guest until it is
// settled. https://github.com/WebAssembly/js-promise-integration

import { exitCode } from "./wasi/process.js";
import type { Syscall } from "./wasi/strace.js";
import type { Wasi } from "./wasi/wasi.js";

interface Jspi {
  /** Makes an import whose promise suspends the guest. */
  readonly Suspending: new (
    call: (...args: never[]) => unknown,
  ) => WebAssembly.ImportValue;
  /** Makes of an export what runs on a stack that can be suspended. */
  readonly promising: <R>(exported: unknown) => (...args: unknown[]) => Promise<R>;
}

/** Whether the engine has it: Chromium from 137 on, Node from 24 on, workerd. */
export const canSuspend: boolean = "Suspending" in WebAssembly && "promising" in WebAssembly;

/** Both are missing where the engine lacks it. */
export const { Suspending, promising } = WebAssembly as unknown as Jspi;

/** Calls that may have to wait. All others keep the plain function, which costs less. */
const WAITING = new Set(["fd_read", "fd_write", "poll_oneoff", "sched_yield", "sock_accept", "sock_recv", "sock_send"]);

/**
 * Runs a command to its end; the guest is suspended while a promise of its host is pending. What it left open is closed.
 * @returns the exit code; a trap comes out as the engine throws it
 */
export async function runSuspending(module: WebAssembly.Module, wasi: Wasi): Promise<number> {
  try {
    const imports = Object.entries(wasi.imports).map(([version, calls]) => [version, suspending(calls)]);
    const { exports } = await WebAssembly.instantiate(module, Object.fromEntries(imports) as WebAssembly.Imports);
    if (exports.memory instanceof WebAssembly.Memory) wasi.bind(exports.memory);
    return await exitCode(promising<void>(exports._start)());
  } finally {
    wasi.close();
  }
}

function suspending(calls: Readonly<Record<string, Syscall>>): WebAssembly.ModuleImports {
  const wrapped = Object.entries(calls).map(([name, call]) => {
    return [name, WAITING.has(name) ? new Suspending(call) : call];
  });
  return Object.fromEntries(wrapped);
}
