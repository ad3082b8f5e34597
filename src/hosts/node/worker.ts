// The worker of the Node host: our own WASI, nothing else.

import { Wasi } from "../wasi/wasi.js";
import { runGuest } from "./guest.js";

runGuest((module, options) => {
  const wasi = new Wasi(options);
  return wasi.start(new WebAssembly.Instance(module, wasi.imports));
});
