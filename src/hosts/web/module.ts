// What `run` takes for a program, and how it can be run here.

import { HostError } from "../host.js";
import { canSuspend } from "../jspi.js";
import { checkModule, compileModule, hasExport } from "../preview1.js";
import { BlockingSleeper } from "./sleepers.js";

/** A compiled module, its bytes, its address, or the response that brings it. */
export type ModuleSource = WebAssembly.Module | BufferSource | Response | URL | string;

export interface Program {
  /** What messages call it. */
  name: string;
  module: WebAssembly.Module;
}

/** Fetches and compiles what has to be. */
export async function loadProgram(source: ModuleSource): Promise<Program> {
  if (source instanceof WebAssembly.Module) return { name: "the module", module: source };
  if (typeof source === "string" || source instanceof URL) return loadProgram(await fetch(source));
  if (!(source instanceof Response)) {
    return { name: "the module", module: await compileModule("the module", bytesOf(source)) };
  }
  const name = source.url || "the response";
  if (!source.ok) {
    const message = `cannot load ${name}: the server answers ${source.status} ${source.statusText}`;
    throw new HostError("POLLEN_E_NO_FILE", message, "Check the address.");
  }
  return { name, module: await compileModule(name, new Uint8Array(await source.arrayBuffer())) };
}

function bytesOf(source: BufferSource): Uint8Array<ArrayBuffer> {
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  return new Uint8Array(source.buffer as ArrayBuffer, source.byteOffset, source.byteLength);
}

/**
 * How a program runs here.
 *
 * `tick`: a reactor, turn by turn; everywhere. `suspend`: a command whose calls of the host suspend it (JSPI). `block`: a
 * command that blocks its thread, which must not be a page's.
 */
export type Way = "tick" | "suspend" | "block";

/** Checks the program, and finds the way. */
export function wayOf({ name, module }: Program): Way {
  if (hasExport(module, "_initialize", "function")) {
    checkModule(name, module, "tick", "main");
    return "tick";
  }
  checkModule(name, module, "_start");
  if (canSuspend) return "suspend";
  if (BlockingSleeper.isAllowed) return "block";
  throw new HostError(
    "POLLEN_E_CANNOT_WAIT",
    `${name} waits by blocking, and this thread cannot be blocked: the engine has no JSPI`,
    "Build with --target wasip1-reactor, or run it in a Web Worker of a page that is cross-origin isolated.",
  );
}
