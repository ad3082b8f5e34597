// What the scenarios need, in a folder: the programs as commands and as reactors, their input, and the scenarios
// themselves as one script for each place.
//
//   access.log  browser.js  node.js  workerd.js  wasip1/guest.wasm  wasip1-reactor/guest.wasm  ...

import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { build } from "../../src/compiler/build.js";
import { repository } from "../setup/pollen.js";

export const targets = ["wasip1", "wasip1-reactor"] as const;

export const programs = {
  guest: "wasi-fixtures/web/main.ts",
  ticks: "examples/ticks/main.ts",
  accessLog: "examples/access-log/main.ts",
};

/** Makes the folder and returns its path. */
export async function prepare(): Promise<string> {
  mkdirSync(join(repository, "build"), { recursive: true });
  const folder = mkdtempSync(join(repository, "build/web-"));
  copyFileSync(join(repository, "wasi-fixtures/access-log/access.log"), join(folder, "access.log"));
  for (const target of targets) {
    mkdirSync(join(folder, target));
    for (const [name, entry] of Object.entries(programs)) {
      const { wasm } = await build({ entry: join(repository, entry), target, optimize: "-O0" });
      writeFileSync(join(folder, target, `${name}.wasm`), wasm);
    }
  }
  const entry = (name: string) => join(repository, `tests/web/entries/${name}.ts`);
  await bundle(folder, entry("browser"), "browser");
  await bundle(folder, entry("storage"), "browser");
  await bundle(folder, entry("workerd"), "browser");
  await bundle(folder, entry("node"), "node");
  return folder;
}

/** Puts a script and what it imports into the folder. For a browser nothing of Node may be left over. */
export async function bundle(folder: string, input: string, platform: "browser" | "node"): Promise<void> {
  const bundler = await rolldown({
    input,
    platform,
    external: /\.(wasm|log)$/,
    onLog: (_level, log) => {
      throw new Error(log.message);
    },
  });
  await bundler.write({ dir: folder, format: "esm" });
  await bundler.close();
}
