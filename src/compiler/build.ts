// Builds a module with the stock AssemblyScript compiler, as `asc` with Pollen's asconfig.json would, and makes a component
// of it if the target is one.

import { existsSync, readFileSync, realpathSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { declarationsOf } from "../interface/declarations.js";
import { interfaceOf } from "../interface/section.js";
import { componentOf } from "./component.js";
import { foreignImports } from "./purity.js";
import { type Target, targets, type WorldName, worldOf, worlds } from "./targets.js";

export type Runtime = "incremental" | "minimal" | "stub";
export type { Target, WorldName } from "./targets.js";

export interface BuildOptions {
  /** Path of the program's main file, a `.ts`. */
  entry: string;
  /** AssemblyScript's memory management; `incremental` unless the project's asconfig.json says otherwise. */
  runtime?: Runtime;
  /** Names, line numbers and a source map, and the `debug` target of asconfig.json instead of `release`. */
  debug?: boolean;
  /** A level as asc spells it: `-O0` to `-O3`, `-Os`, `-Oz`. */
  optimize?: string;
  /** The system that the module runs on. */
  target?: Target;
  /** What the component is, for targets that make one (default: `command`). */
  world?: WorldName;
  /** More options for asc, as on its command line. */
  flags?: string[];
  /** What paths in the module and in imports are relative to; by default the folder of the entry's project. */
  baseDir?: string;
  /** File name of the module, to which its source map refers; by default the entry's, ending in `.wasm`. */
  outName?: string;
}

export interface BuildResult {
  wasm: Uint8Array<ArrayBuffer>;
  /** The source map, when one was asked for. */
  sourceMap?: string;
  /** TypeScript's declarations of what it exports and imports, if JavaScript is to embed it. */
  declarations?: string;
  /** What the compiler said: warnings, with file and line. */
  diagnostics: string;
}

export type BuildErrorCode =
  | "POLLEN_E_NO_ENTRY"
  | "POLLEN_E_COMPILE"
  | "POLLEN_E_IMPURE"
  | "POLLEN_E_CONFIG"
  | "POLLEN_E_COMPILER"
  | "POLLEN_E_WORLD"
  | "POLLEN_E_HOOK";

/** A program that cannot be built: `message` says what and why, `remedy` what to do about it. */
export class BuildError extends Error {
  override readonly name = "BuildError";

  constructor(
    readonly code: BuildErrorCode,
    message: string,
    readonly remedy: string,
    /** The compiler's own text, with file, line and column; empty when the compiler did not start. */
    readonly diagnostics = "",
  ) {
    super(message);
  }
}

/** This package: the folder above `src/` and `dist/` alike. */
const ownRoot = fileURLToPath(new URL("../../", import.meta.url));

/** asc keeps state for the whole process (library files, prototypes of transforms): one build at a time. */
let queue: Promise<unknown> = Promise.resolve();

/**
 * Compiles one program to a WebAssembly module.
 * The project's asconfig.json is respected; Pollen's own settings are added below it where it does not extend them.
 * Throws a {@link BuildError}; for targets that are components, a `ComponentError` too.
 */
export function build(options: BuildOptions): Promise<BuildResult> {
  const result = queue.then(() => compile(options));
  queue = result.catch(() => {});
  return result;
}

async function compile(options: BuildOptions): Promise<BuildResult> {
  const entry = resolve(options.entry);
  if (read(entry) === null || !entry.endsWith(".ts")) {
    const reason = existsSync(entry) ? "not an AssemblyScript file that can be read" : "no such file";
    const remedy = "Name the .ts file that holds main.";
    throw new BuildError("POLLEN_E_NO_ENTRY", `cannot build ${options.entry}: ${reason}`, remedy);
  }
  const { target = "wasip1", world: worldName = "command" } = options;
  const world = worldOf(target, worldName);
  if (!world && worldName !== "command" && target !== "hosted") {
    const remedy = "Build it for wasip2, wasip3 or hosted: --target wasip2.";
    throw new BuildError(
      "POLLEN_E_WORLD",
      `cannot build ${options.entry}: ${target} has no world ${worldName}`,
      remedy,
    );
  }
  const asc = await loadCompiler();
  const baseDir = resolve(options.baseDir ?? projectFolder(entry));
  const outName = options.outName ?? `${basename(entry, ".ts")}.wasm`;
  const { failure, outputs, said } = await runCompiler(asc, commandLine(options, entry, baseDir, outName), baseDir);
  const diagnostics = relocate(said, baseDir);
  if (failure) {
    const message = `cannot build ${options.entry}: ${failure.message}`;
    throw new BuildError(failure.code, message, remedies[failure.code](baseDir), diagnostics);
  }
  const wasm = outputs.get(outName);
  if (!(wasm instanceof Uint8Array)) {
    const remedy = "Remove noEmit from asconfig.json.";
    throw new BuildError("POLLEN_E_CONFIG", `cannot build ${options.entry}: asc wrote no module`, remedy);
  }
  const sourceMap = outputs.get(`${outName}.map`);
  const whole = world ? await componentOf(wasm, world) : new Uint8Array(wasm);
  if (options.target === "hosted") checkPure(options.entry, whole);
  const declarations = options.target === "hosted" && declarationsFor(wasm, outName);
  return {
    wasm: whole,
    diagnostics,
    ...(typeof sourceMap === "string" && { sourceMap }),
    ...(declarations && { declarations }),
  };
}

function declarationsFor(wasm: Uint8Array, name: string): string | undefined {
  const description = interfaceOf(new WebAssembly.Module(new Uint8Array(wasm)));
  return description ? declarationsOf(description, name) : undefined;
}

function checkPure(entry: string, wasm: Uint8Array<ArrayBuffer>): void {
  const foreign = foreignImports(wasm).join(", ");
  if (!foreign) return;
  const remedy = "Remove the option that imports it (importMemory, importTable), or build for --target wasip1.";
  throw new BuildError("POLLEN_E_IMPURE", `cannot build ${entry}: the module imports ${foreign}`, remedy);
}

interface Failure {
  code: "POLLEN_E_COMPILE" | "POLLEN_E_CONFIG" | "POLLEN_E_HOOK";
  message: string;
}

interface Outcome {
  failure?: Failure;
  /** What asc wrote, by file name. */
  outputs: Map<string, Uint8Array | string>;
  /** What asc printed. */
  said: string;
}

const remedies: Record<Failure["code"], (baseDir: string) => string> = {
  POLLEN_E_COMPILE: () => "Correct the lines that the compiler names.",
  POLLEN_E_CONFIG: (baseDir) => `Correct ${join(baseDir, "asconfig.json")}, or what it extends.`,
  POLLEN_E_HOOK: () => "Install a version of assemblyscript in the range of as-pollen's peerDependencies.",
};

async function runCompiler(asc: Asc, args: string[], baseDir: string): Promise<Outcome> {
  const outputs: Outcome["outputs"] = new Map();
  const printed: string[] = [];
  const sink = { write: (text: Uint8Array | string) => printed.push(Buffer.from(text).toString()) };
  const libraryFiles = new Set(Object.keys(asc.libraryFiles));
  const failure = await asc
    .main(args, {
      stdout: sink as never,
      stderr: sink as never,
      readFile: sourceReader(baseDir),
      writeFile: (name, contents) => void outputs.set(name, contents),
    })
    .then(
      ({ error }) => error && explain(error, "POLLEN_E_COMPILE"),
      // It throws on an asconfig.json that it cannot read, and on one that extends a missing file.
      (error: Error) => explain(error, "POLLEN_E_CONFIG"),
    );
  // Files of a project's `lib` option stay in asc's table, and would leak into the next build.
  for (const name of Object.keys(asc.libraryFiles)) if (!libraryFiles.has(name)) delete asc.libraryFiles[name];
  return { outputs, said: printed.join("").trimEnd(), ...(failure && { failure }) };
}

function explain(error: Error, code: Failure["code"]): Failure {
  const foreignVersion = "code" in error && error.code === "POLLEN_E_HOOK";
  return { code: foreignVersion ? "POLLEN_E_HOOK" : code, message: error.message };
}

function commandLine(options: BuildOptions, entry: string, baseDir: string, outName: string): string[] {
  const { target = "wasip1", world = "command" } = options;
  return [
    relative(baseDir, entry),
    ...["--baseDir", baseDir, "--outFile", outName, "--noColors"],
    ...targets[target].flags,
    ...(worldOf(target, world) || world === "http" ? worlds[world] : []),
    ...(options.runtime ? ["--runtime", options.runtime] : []),
    ...(options.debug ? ["--target", "debug", "--debug", "--sourceMap"] : []),
    ...(options.optimize ? [options.optimize] : []),
    ...(options.flags ?? []),
  ];
}

type Asc = typeof import("assemblyscript/asc");

/** The compiler is the user's own: a peer dependency, loaded when something is built. */
async function loadCompiler(): Promise<Asc> {
  try {
    return await import("assemblyscript/asc");
  } catch (error) {
    const remedy = "Run npm install --save-dev assemblyscript@0.28.";
    throw new BuildError("POLLEN_E_COMPILER", `cannot load the compiler: ${(error as Error).message}`, remedy);
  }
}

/** The nearest folder above the entry that has an asconfig.json, else a package.json, else the entry's own. */
function projectFolder(entry: string): string {
  const folders = ancestors(dirname(entry));
  const nearest = (file: string) => folders.find((folder) => existsSync(join(folder, file)));
  return nearest("asconfig.json") ?? nearest("package.json") ?? dirname(entry);
}

/**
 * Reads sources and configuration for asc, with what a project may lack added:
 * the end of the chain of asconfig.json files extends Pollen's, and `import "as-pollen"` finds this package where the
 * project has not installed it.
 */
function sourceReader(baseDir: string): (name: string, folder: string) => string | null {
  const installed = ancestors(baseDir)
    .map((folder) => join(folder, "node_modules/as-pollen"))
    .find((folder) => existsSync(join(folder, "package.json")));
  const library = realpathSync(installed ?? ownRoot);

  return (name, folder) => {
    const file = resolve(folder, name);
    if (file.endsWith(".json")) return completeConfig(read(file) ?? "{}", library);
    const [, inLibrary] = file.split(/[\\/]node_modules[\\/]as-pollen[\\/]/);
    return read(!installed && inLibrary ? join(library, inLibrary) : file);
  };
}

function completeConfig(text: string, library: string): string {
  try {
    const config = JSON.parse(text) as { extends?: string; entries?: string[] };
    delete config.entries; // the caller named the entry
    config.extends ??= join(library, "asconfig.json");
    return JSON.stringify(config);
  } catch {
    return text; // asc names the file in its own message
  }
}

function read(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

function ancestors(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}

/** asc names files from the project's folder; people and editors look from the current one. */
function relocate(diagnostics: string, baseDir: string): string {
  return diagnostics.replace(/(?<= in )(?!~lib\/)([^\n(]+)(?=\(\d+,\d+\))/g, (file) => {
    const absolute = resolve(baseDir, file);
    const fromHere = relative(process.cwd(), absolute);
    return fromHere.startsWith("..") ? absolute : fromHere;
  });
}
