// The module in a file of this machine.

import { readFile } from "node:fs/promises";
import { HostError } from "./host.js";
import { checkModule, compileModule, type WasmKind, wasmKind } from "./preview1.js";

/** Reads the file, and tells modules from components. */
export async function readWasm(file: string): Promise<{ bytes: Uint8Array<ArrayBuffer>; kind: WasmKind }> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new HostError(
      "POLLEN_E_NO_FILE",
      `cannot read ${file}: ${error.message}`,
      "Check the path and its permissions.",
    );
  });
  return { bytes, kind: wasmKind(file, bytes) };
}

/** Compiles a preview1 command for a JavaScript host, and says what is wrong with everything else. */
export async function compileCommand(file: string): Promise<WebAssembly.Module> {
  const { bytes } = await readWasm(file);
  const module = await compileModule(file, bytes);
  checkModule(file, module, "_start");
  return module;
}
