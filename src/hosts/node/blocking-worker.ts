// The worker of the Node host where the engine has no JSPI: our own WASI, which blocks the thread.

import { Wasi } from "../wasi/wasi.js";
import { openBlockingIo } from "./blocking-io.js";
import { runGuest } from "./guest.js";

runGuest(openBlockingIo, (module, options) => {
  const wasi = new Wasi(options);
  return wasi.start(new WebAssembly.Instance(module, wasi.imports));
});
