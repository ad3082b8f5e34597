// What people read when a guest traps.

/** As a shell sees a process that aborted (128 + SIGABRT), and as wasmtime exits. */
export const TRAP_EXIT_CODE = 134;

/** Frames shown of a stack; a runaway recursion has thousands. */
export const STACK_FRAMES = 30;

/** The message and the guest's stack, innermost frame first; undefined when the error is not the guest's doing. */
export function describeTrap(error: unknown, file: string): string | undefined {
  const reason = trapReason(error);
  if (reason === undefined) return undefined;
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const frames = stack
    .split("\n")
    .filter((line) => line.includes("wasm-function["))
    .map((line) => line.replace(/wasm:\/\/wasm\/[^:]*:/, ""));
  return [`error POLLEN_E_TRAP: wasm trap in ${file}: ${reason}`, ...frames].join("\n");
}

function trapReason(error: unknown): string | undefined {
  if (error instanceof WebAssembly.RuntimeError) return error.message;
  if (error instanceof RangeError && error.message.startsWith("Maximum call stack")) return "call stack exhausted";
  // @types/node leaves out the exceptions of WebAssembly, which every supported version of Node has.
  const { Exception } = WebAssembly as typeof WebAssembly & { Exception: new () => object };
  return error instanceof Exception ? "uncaught exception" : undefined;
}
