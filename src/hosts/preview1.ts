// What a module must be to run on a host for WASI preview1: every way in which it can be the wrong one gets its own
// message. `name` is what messages call the module, its file or address.

import { HostError } from "./host.js";
import { PREVIEW1_FUNCTIONS } from "./wasi/abi.js";

export type WasmKind = "module" | "component";

const MAGIC = [0x00, 0x61, 0x73, 0x6d];

/** Tells modules from components by the header, which is all that it looks at. */
export function wasmKind(name: string, bytes: Uint8Array): WasmKind {
  if (bytes.length < 8 || MAGIC.some((byte, i) => bytes[i] !== byte)) {
    throw new HostError(
      "POLLEN_E_NOT_WASM",
      `${name} is not WebAssembly: it does not begin with the bytes 00 61 73 6d ("\\0asm")`,
      "Give a .wasm file, for example one that `pollen build` wrote.",
    );
  }
  const header = new DataView(bytes.buffer, bytes.byteOffset);
  const [version, layer] = [header.getUint16(4, true), header.getUint16(6, true)];
  if (version === 1 && layer === 0) return "module";
  if (layer === 1) return "component";
  throw new HostError(
    "POLLEN_E_INVALID_WASM",
    `${name} has the WebAssembly version ${version}, layer ${layer}, which nothing here knows`,
    "Build the file again; it may be damaged.",
  );
}

/** Compiles a module, and says what is wrong with everything else. */
export async function compileModule(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<WebAssembly.Module> {
  if (wasmKind(name, bytes) === "component") throw componentError(name);
  try {
    return await WebAssembly.compile(bytes);
  } catch (error) {
    throw new HostError(
      "POLLEN_E_INVALID_WASM",
      `${name} does not compile: ${error instanceof Error ? error.message : error}`,
      "Build the file again; it may be damaged, or use features that this engine does not have.",
    );
  }
}

/** Checks that a module imports nothing but preview1, and exports the functions that start it. */
export function checkModule(name: string, module: WebAssembly.Module, ...functions: readonly string[]): void {
  const imports = WebAssembly.Module.imports(module);
  for (const { module: from, name: imported, kind } of imports) checkImport(name, from, imported, kind);
  for (const required of functions) requireExport(name, module, required, "function");
  if (imports.length > 0) requireExport(name, module, "memory", "memory");
}

/** Whether the module exports such a thing. */
export function hasExport(module: WebAssembly.Module, name: string, kind: WebAssembly.ImportExportKind): boolean {
  return WebAssembly.Module.exports(module).some((found) => found.name === name && found.kind === kind);
}

function requireExport(
  file: string,
  module: WebAssembly.Module,
  name: string,
  kind: WebAssembly.ImportExportKind,
): void {
  if (hasExport(module, name, kind)) return;
  if (name === "_start" && hasExport(module, "_initialize", "function")) {
    throw new HostError(
      "POLLEN_E_NOT_COMMAND",
      `${file} exports no function named _start: it is a reactor, which its host drives`,
      "Build it with `--target wasip1`, or run it in a browser or on an edge platform.",
    );
  }
  throw new HostError(
    "POLLEN_E_NOT_COMMAND",
    `${file} exports no ${kind} named ${name}: it is not a program for WASI preview1`,
    "Export an async function main and build with `pollen build`, or load the module from JavaScript.",
  );
}

/** A component is refused by the hosts that run core modules only. */
export function componentError(file: string): HostError {
  return new HostError(
    "POLLEN_E_WASI_VERSION",
    `${file} is a component (WASI 0.2 or later); this host runs WASI preview1 modules`,
    "Run it with `--host wasmtime`, or build the program with `--target wasip1`.",
  );
}

function checkImport(file: string, from: string, name: string, kind: WebAssembly.ImportExportKind): void {
  if (/^wasi_(snapshot_preview1|unstable)$/.test(from) && kind === "function" && PREVIEW1_FUNCTIONS.includes(name))
    return;
  const message = `${file} imports ${from}.${name}`;
  if (from.startsWith("wasix_")) {
    const remedy = "Run it with `--host wasmer`, or build the program with `--target wasip1`.";
    throw new HostError("POLLEN_E_WASI_VERSION", `${message}, which belongs to WASIX, not to WASI preview1`, remedy);
  }
  if (from.startsWith("wasi")) {
    const remedy = "Build the program with `--target wasip1`, or run it on a host for that version.";
    throw new HostError("POLLEN_E_WASI_VERSION", `${message}, which is not part of WASI preview1`, remedy);
  }
  throw new HostError(
    "POLLEN_E_IMPORT",
    `${message}, which no WASI host provides`,
    from === "env" && name === "abort"
      ? "Build with Pollen's asconfig.json (`extends`), which handles abort inside the module."
      : "Remove the import, or load the module from JavaScript and provide it there.",
  );
}
