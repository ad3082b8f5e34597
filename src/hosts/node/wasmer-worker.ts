// The worker of the wasmer-js host: the package @wasmer/wasi through its own API, where it can be relied on.

import { init, WASI } from "@wasmer/wasi";
import { Wasi } from "../wasi/wasi.js";
import { openBlockingIo } from "./blocking-io.js";
import { runGuest } from "./guest.js";

/**
 * What the package answers. The rest is ours: its poll_oneoff traps, its standard streams are buffers that are filled
 * before the run and read after it, its files are in memory, it has no sock_accept, its random_get and
 * proc_raise can trap, and its proc_exit hides the stack of a trap behind an error of its own.
 */
const THEIRS = /^(args_|environ_|sched_yield$)/;

runGuest(openBlockingIo, async (module, options) => {
  const ours = new Wasi(options);
  const functions: Record<string, WebAssembly.ImportValue> = { ...ours.imports.wasi_snapshot_preview1 };
  const imports = { wasi_snapshot_preview1: functions };
  // The package refuses a module that imports nothing from preview1.
  if (!WebAssembly.Module.imports(module).some(({ module: from }) => from in imports)) {
    return ours.start(new WebAssembly.Instance(module, ours.imports));
  }

  await init();
  const theirs = new WASI({ args: [...options.args], env: { ...options.env }, preopens: {} });
  const provided = theirs.getImports(module) as Partial<typeof imports>;
  for (const [name, call] of Object.entries(provided.wasi_snapshot_preview1 ?? {})) {
    if (THEIRS.test(name)) functions[name] = call;
  }
  const instance = new WebAssembly.Instance(module, imports);
  theirs.instantiate(instance); // gives it the memory
  return ours.start(instance);
});
