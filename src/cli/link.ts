import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { Command } from "commander";
import { write } from "./build.js";
import { CliError } from "./failure.js";
import { type OptionValues, option } from "./options.js";
import { whileShowing } from "./progress.js";

type Options = Pick<OptionValues, "output" | "with">;

/** `pollen link`: a module in another language and a runtime to one .wasm file. */
export function linkCommand(): Command {
  return new Command("link")
    .description("link a module that uses pollen.h with a runtime")
    .argument("<module>", "a .wasm module that imports pollen.*")
    .addOption(option("output"))
    .addOption(option("with"))
    .action(async (file: string, options: Options) => {
      const output = options.output ?? `${basename(file, ".wasm")}.linked.wasm`;
      const module = await readModule(file);
      const { link } = await import("../compiler/link.js"); // which loads the compiler: no other command waits for that
      const runtime = options.with === undefined ? undefined : await readModule(options.with);
      const linked = await whileShowing(`linking ${file} ...`, () => link({ module, ...(runtime && { runtime }) }));
      await write(output, linked);
    });
}

async function readModule(file: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readFile(file).catch((error: Error) => {
    throw new CliError(
      "POLLEN_E_NO_FILE",
      `cannot read ${file}: ${error.message}`,
      "Check the path and its permissions.",
    );
  });
  if (!WebAssembly.validate(bytes)) {
    throw new CliError("POLLEN_E_INVALID_WASM", `${file} is no WebAssembly module`, "Name a .wasm file.");
  }
  return new Uint8Array(bytes);
}
