// Links a module of another language, which imports `pollen.*` (include/pollen.h), with a runtime module that exports it. One
// module comes out, with one memory:
//
//     0                                             `end`                        when they need more
//    ┌─────────────────────────────────────────────┬────────────────────────────┬──────────────────────────
//    │ data, stack and first heap of the user's    │ data and first heap of the │ heaps of both, page by
//    │ module: the memory that it begins with      │ runtime                    │ page, as each takes them
//    └─────────────────────────────────────────────┴────────────────────────────┴──────────────────────────
//
//   user's ── pollen.spawn, ... ──▶ runtime
//   user's ◀── env.pollen_call ──── runtime      a function of the header: the tables of functions stay apart
//   user's ◀── env.memory ───────── runtime      a host of WASI knows of one memory, which the user's module exports
//
// The runtime is Pollen's, compiled for the place where the user's memory ends, or any module with these imports and exports
// whose data lies behind it.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { build } from "./build.js";
import { dataRanges, importedPages, memoryPages, withPages } from "./wasm-sections.js";

export interface LinkOptions {
  /** The user's module. */
  module: Uint8Array<ArrayBuffer>;
  /** Another runtime than Pollen's. */
  runtime?: Uint8Array<ArrayBuffer>;
}

/** Modules that cannot be linked: `message` says why, `remedy` what to do about it. */
export class LinkError extends Error {
  override readonly name = "LinkError";
  readonly code = "POLLEN_E_LINK";

  constructor(
    message: string,
    readonly remedy: string,
  ) {
    super(message);
  }
}

const PAGE = 65536;
/** What a runtime may export to be called before the user's module runs. */
const START = "pollen_start";

/** Links. Throws a {@link LinkError}, or a `BuildError` if the runtime cannot be compiled. */
export async function link({ module, runtime }: LinkOptions): Promise<Uint8Array<ArrayBuffer>> {
  const pages = checkModule(module);
  const folder = await mkdtemp(join(tmpdir(), "pollen-link-"));
  try {
    const other = runtime ?? (await ownRuntime(folder, pages * PAGE));
    checkRuntime(other, pages * PAGE);
    const merged = await merge(folder, withPages(module, Math.max(pages, importedPages(other))), other);
    const missing = importsOf(merged, "pollen");
    if (missing.length) {
      throw new LinkError(
        `the runtime has no ${missing.map((name) => `pollen.${name}`).join(", ")}`,
        "Link with a runtime that exports all that the module imports, such as Pollen's own.",
      );
    }
    return await finish(merged, exportsOf(module), exportsOf(other));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** With how many pages the user's module begins. */
function checkModule(module: Uint8Array<ArrayBuffer>): number {
  const exported = exportsOf(module);
  const missing = ["memory", "pollen_call"].filter((name) => !exported.includes(name));
  const pages = memoryPages(module);
  if (missing.length || pages === undefined) {
    const what = missing.length ? `exports no ${missing.join(" and no ")}` : "does not define its memory";
    throw new LinkError(
      `the module ${what}`,
      "Include pollen.h, and link the program as a command or a reactor of WASI.",
    );
  }
  return pages;
}

function checkRuntime(runtime: Uint8Array<ArrayBuffer>, end: number): void {
  const overlapping = dataRanges(runtime).find(({ start }) => start < end);
  if (!overlapping) return;
  throw new LinkError(
    `data of the runtime lies at ${overlapping.start}, within the first ${end} bytes, which are the module's`,
    "Give the module a smaller stack (-Wl,-z,stack-size=65536), or the runtime a higher place.",
  );
}

/** Pollen's runtime, for the place where another module's memory ends. */
async function ownRuntime(folder: string, end: number): Promise<Uint8Array<ArrayBuffer>> {
  const entry = join(folder, "runtime.ts");
  await writeFile(entry, 'export * from "as-pollen/assembly/abi/c";\n');
  const flags = ["--importMemory", "--zeroFilledMemory", "--memoryBase", String(end), "--exportStart", START];
  return (await build({ entry, baseDir: folder, runtime: "minimal", optimize: "-O3", flags })).wasm;
}

/** Merges by Binaryen's tool, which comes with the compiler. */
async function merge(folder: string, module: Uint8Array, runtime: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const [first, second, merged] = ["module", "runtime", "merged"].map((name) => join(folder, `${name}.wasm`)) as [
    string,
    string,
    string,
  ];
  await Promise.all([writeFile(first, module), writeFile(second, runtime)]);
  const compiler = createRequire(import.meta.url).resolve("assemblyscript/package.json");
  const tool = join(dirname(createRequire(compiler).resolve("binaryen/package.json")), "bin/wasm-merge");
  const args = [first, "env", second, "pollen", "-o", merged, "--all-features", "--skip-export-conflicts", "-g"];
  try {
    await promisify(execFile)(process.execPath, [tool, ...args]);
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim().split("\n")[0] ?? String(error);
    throw new LinkError(`the modules do not fit: ${said}`, "Compile the module with the pollen.h of this version.");
  }
  return new Uint8Array(await readFile(merged));
}

/** Lets the runtime start first, and leaves only the exports of the user's module. */
async function finish(merged: Uint8Array, own: string[], others: string[]): Promise<Uint8Array<ArrayBuffer>> {
  const { default: binaryen } = await import("./binaryen.js");
  const module = binaryen.readBinary(merged);
  module.setFeatures(binaryen.Features.All);
  if (others.includes(START) && !own.includes(START)) {
    const { none } = binaryen;
    const first = binaryen.getExportInfo(module.getExport(START)).value;
    const calls = [module.call(first, [], none)];
    const second = module.getStart();
    if (second) calls.push(module.call(binaryen.getFunctionInfo(second).name, [], none));
    module.setStart(module.addFunction("~linked start", none, none, [], module.block(null, calls)));
  }
  for (const name of others) if (!own.includes(name)) module.removeExport(name);
  module.runPasses(["remove-unused-module-elements"]);
  binaryen.setDebugInfo(true); // names, where the modules have them
  const linked = new Uint8Array(module.emitBinary());
  binaryen.setDebugInfo(false);
  module.dispose();
  return linked;
}

const importsOf = (wasm: Uint8Array<ArrayBuffer>, from: string): string[] =>
  WebAssembly.Module.imports(new WebAssembly.Module(wasm))
    .filter(({ module }) => module === from)
    .map(({ name }) => name);

const exportsOf = (wasm: Uint8Array<ArrayBuffer>): string[] =>
  WebAssembly.Module.exports(new WebAssembly.Module(wasm)).map(({ name }) => name);
