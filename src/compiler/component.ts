// Makes a component of a module: embeds the world that it is for (`wit/`), and puts the adapter between its imports of
// preview1 and the interfaces of WASI 0.2. Both steps are those of wasm-tools, which jco carries as a module of its own.
//
// There are two adapters. That of commands imports files, arguments, variables and the exit, which a host of the world `http`
// need not have (wasmtime 49: only with `serve -S cli`); the other one has clocks, random numbers and standard streams.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { World } from "./targets.js";

type Tools = typeof import("@bytecodealliance/jco-transpile/wasm-tools");

export type ComponentErrorCode = "POLLEN_E_COMPONENT_TOOLS" | "POLLEN_E_COMPONENT";

/** A component that cannot be made: `message` says why, `remedy` what to do about it. */
export class ComponentError extends Error {
  override readonly name = "ComponentError";

  constructor(
    readonly code: ComponentErrorCode,
    message: string,
    readonly remedy: string,
  ) {
    super(message);
  }
}

const wit = new URL("../../wit/", import.meta.url);

/** Makes a component of a module. Throws a {@link ComponentError}. */
export async function componentOf(module: Uint8Array, world: World): Promise<Uint8Array<ArrayBuffer>> {
  const tools = await loadTools();
  const adapter = await readFile(new URL(`wasi_snapshot_preview1.${await adapterFor(module, world)}.wasm`, wit));
  try {
    const witPath = fileURLToPath(new URL(world.folder, wit));
    const embedded = await tools.componentEmbed({ binary: module, witPath, world: world.name });
    return new Uint8Array(await tools.componentNew(embedded, [["wasi_snapshot_preview1", adapter]]));
  } catch (error) {
    const remedy = "Import nothing but what the world has: see docs/targets.md.";
    throw new ComponentError("POLLEN_E_COMPONENT", `the module does not fit its world: ${reasonOf(error)}`, remedy);
  }
}

/** What only the adapter of commands has. */
const OF_COMMANDS = /^(path|fd_prestat|args|environ)_/;

async function adapterFor(module: Uint8Array, world: World): Promise<"proxy" | "reactor"> {
  if (world.name === "command") return "reactor";
  const imports = WebAssembly.Module.imports(await WebAssembly.compile(new Uint8Array(module)));
  const needs = imports.some(({ module, name }) => module === "wasi_snapshot_preview1" && OF_COMMANDS.test(name));
  return needs ? "reactor" : "proxy";
}

/** The tools are the user's own: a peer dependency, loaded when a component is made. */
async function loadTools(): Promise<Tools> {
  try {
    return await import("@bytecodealliance/jco-transpile/wasm-tools");
  } catch (error) {
    const message = `cannot load the tools that make components: ${reasonOf(error)}`;
    const remedy = "Run npm install --save-dev @bytecodealliance/jco-transpile@0.12.";
    throw new ComponentError("POLLEN_E_COMPONENT_TOOLS", message, remedy);
  }
}

/** The tools throw what their functions return: an object with a text. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String((error as { payload?: unknown })?.payload ?? error);
}
