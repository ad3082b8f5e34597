// Compiles the programs that the scenarios run, each as a command and as a reactor.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Target } from "../../src/compiler/build.js";
import { repository } from "../setup/pollen.js";
import type { Programs } from "./scenarios.js";

const entries: Record<keyof Programs, string> = {
  guest: "wasi-fixtures/web/main.ts",
  ticks: "examples/ticks/main.ts",
  accessLog: "examples/access-log/main.ts",
};

export type Binaries = Record<keyof Programs, Uint8Array<ArrayBuffer>>;

export async function buildPrograms(target: Target): Promise<Binaries> {
  const built: Partial<Binaries> = {};
  for (const [name, entry] of Object.entries(entries)) {
    built[name as keyof Programs] = (await build({ entry: join(repository, entry), target })).wasm;
  }
  return built as Binaries;
}

export async function compile(binaries: Binaries): Promise<Programs> {
  const [guest, ticks, accessLog] = await Promise.all(
    [binaries.guest, binaries.ticks, binaries.accessLog].map((bytes) => WebAssembly.compile(bytes)),
  );
  return { guest, ticks, accessLog } as Programs;
}

export const log = new Uint8Array(readFileSync(join(repository, "wasi-fixtures/access-log/access.log")));
