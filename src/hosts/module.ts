// What a file is before it runs: every way in which it can be the wrong file gets its own message.

import { readFile } from "node:fs/promises";
import { HostError } from "./host.js";
import { PREVIEW1_FUNCTIONS } from "./wasi/abi.js";

export type WasmKind = "module" | "component";

const MAGIC = [0x00, 0x61, 0x73, 0x6d];

/** Reads the file and tells modules from components by the header, which is all that it looks at. */
export async function readWasm(file: string): Promise<{ bytes: Uint8Array<ArrayBuffer>; kind: WasmKind }> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new HostError(
      "POLLEN_E_NO_FILE",
      `cannot read ${file}: ${error.message}`,
      "Check the path and its permissions.",
    );
  });
  if (bytes.length < 8 || MAGIC.some((byte, i) => bytes[i] !== byte)) {
    throw new HostError(
      "POLLEN_E_NOT_WASM",
      `${file} is not WebAssembly: it does not begin with the bytes 00 61 73 6d ("\\0asm")`,
      "Give a .wasm file, for example one that `pollen build` wrote.",
    );
  }
  const [version, layer] = [bytes.readUInt16LE(4), bytes.readUInt16LE(6)];
  if (version === 1 && layer === 0) return { bytes, kind: "module" };
  if (layer === 1) return { bytes, kind: "component" };
  throw new HostError(
    "POLLEN_E_INVALID_WASM",
    `${file} has the WebAssembly version ${version}, layer ${layer}, which nothing here knows`,
    "Build the file again; it may be damaged.",
  );
}

/** Compiles a preview1 command for a JavaScript host, and says what is wrong with everything else. */
export async function compileCommand(file: string): Promise<WebAssembly.Module> {
  const { bytes, kind } = await readWasm(file);
  if (kind === "component") throw componentError(file);
  let module: WebAssembly.Module;
  try {
    module = await WebAssembly.compile(bytes);
  } catch (error) {
    throw new HostError(
      "POLLEN_E_INVALID_WASM",
      `${file} does not compile: ${error instanceof Error ? error.message : error}`,
      "Build the file again; it may be damaged, or use features that this version of Node does not have.",
    );
  }
  const imports = WebAssembly.Module.imports(module);
  for (const { module: from, name, kind } of imports) checkImport(file, from, name, kind);
  requireExport(file, module, "_start", "function");
  if (imports.length > 0) requireExport(file, module, "memory", "memory");
  return module;
}

function requireExport(
  file: string,
  module: WebAssembly.Module,
  name: string,
  kind: WebAssembly.ImportExportKind,
): void {
  if (WebAssembly.Module.exports(module).some((found) => found.name === name && found.kind === kind)) return;
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
  if (from === "wasi_snapshot_preview1" && kind === "function" && PREVIEW1_FUNCTIONS.includes(name)) return;
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
