// `import { run } from "as-pollen/wasi"`: a command from its start to its end, on the calling thread.

import { runSuspending } from "../jspi.js";
import { checkModule } from "../preview1.js";
import { limitsOf } from "../wasi/limits.js";
import { Wasi } from "../wasi/wasi.js";
import { EventIo } from "./event-io.js";
import { checkGuestOptions, type RunOptions, wasiOptions } from "./options.js";
import { waitingOf } from "./waiting.js";
import { WASI } from "./wasi-class.js";

/**
 * Runs a command to its end. Where the engine has JSPI (Node 24) the guest is suspended while it waits, and the event loop
 * goes on: many guests may run at once, beside everything else. Elsewhere the calling thread is blocked.
 *
 * ```ts
 * const exitCode = await run(await WebAssembly.compile(bytes), { args: ["program"], listen: ["127.0.0.1:8080"] });
 * ```
 * @returns the exit code: what the guest passed to `proc_exit`, 0 when it returned
 * Rejected with a `HostError` when the module is no command, when an address cannot be listened at, and when the guest
 * cannot be suspended as asked; with a TypeError or RangeError for wrong options; with what the engine throws when the
 * guest traps; and with the system's error when a directory cannot be opened.
 */
export async function run(module: WebAssembly.Module, options: RunOptions = {}): Promise<number> {
  checkModule("the module", module, "_start");
  checkGuestOptions(options);
  return waitingOf(options.waiting) === "suspend" ? suspended(module, options) : blocked(module, options);
}

async function suspended(module: WebAssembly.Module, options: RunOptions): Promise<number> {
  const limits = limitsOf(options.limits);
  const io = await EventIo.open(options.listen ?? [], limits.openFiles);
  try {
    const wasi = new Wasi(wasiOptions(options, limits, io, module));
    options.onListen?.(io.addresses);
    return await runSuspending(module, wasi);
  } finally {
    await io.end();
  }
}

function blocked(module: WebAssembly.Module, options: RunOptions): number {
  const isUnstable = WebAssembly.Module.imports(module).some(({ module: from }) => from === "wasi_unstable");
  const wasi = new WASI({ ...options, version: isUnstable ? "unstable" : "preview1", returnOnExit: true }, module);
  options.onListen?.(wasi.addresses);
  return wasi.start(new WebAssembly.Instance(module, wasi.getImportObject()));
}
