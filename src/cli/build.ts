import { mkdir, writeFile } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { Command } from "commander";
import { type BuildOptions, type BuildResult, build } from "../compiler/build.js";
import { CliError } from "./failure.js";
import { type OptionValues, option } from "./options.js";
import { whileShowing } from "./progress.js";

type Options = Pick<OptionValues, "output" | "target" | "world" | "runtime" | "debug" | "optimize">;

/** `pollen build`: a program to one .wasm file. */
export function buildCommand(): Command {
  return new Command("build")
    .description("compile a program to one .wasm file")
    .argument("<entry>", "the program's main file, a .ts")
    .addOption(option("output"))
    .addOption(option("target"))
    .addOption(option("world"))
    .addOption(option("runtime"))
    .addOption(option("debug"))
    .addOption(option("optimize"))
    .action(async (entry: string, options: Options) => {
      const output = options.output ?? `${basename(entry, ".ts")}.wasm`;
      const result = await compile({ ...compilerOptions(options), entry, outName: basename(output) });
      await write(output, result.wasm);
      if (result.sourceMap) await write(`${output}.map`, result.sourceMap);
      if (result.declarations) await write(`${output}.d.ts`, result.declarations);
    });
}

/** Builds, showing that it takes a while and what the compiler warns of. */
export async function compile(options: BuildOptions): Promise<BuildResult> {
  const result = await whileShowing(`compiling ${options.entry} ...`, () => build(options));
  if (result.diagnostics) process.stderr.write(`${result.diagnostics}\n`);
  return result;
}

/** The part of the command line that the compiler is to know. */
export function compilerOptions(options: Partial<Options>): Omit<BuildOptions, "entry"> {
  const { target, world, runtime, debug, optimize } = options;
  return {
    ...(target && { target }),
    ...(world && { world }),
    ...(runtime && { runtime }),
    ...(debug && { debug }),
    ...(optimize && { optimize }),
  };
}

export async function write(file: string, contents: string | Uint8Array): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, contents);
  } catch (error) {
    const reason = (error as Error).message;
    throw new CliError("POLLEN_E_OUTPUT", `cannot write ${file}: ${reason}`, "Name another file with --output.");
  }
}
