// What docs/embedding.md shows runs as it stands there.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith, pollen, repository, runNode } from "../setup/pollen.js";

const page = readFileSync(join(repository, "docs/embedding.md"), "utf8");
const block = (language: string) => new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "s").exec(page)?.[1] ?? "";

test("the service, its program, and its types", () => {
  const folder = folderWith({ "service.ts": block("ts"), "main.mjs": block("js") });
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(repository, join(folder, "node_modules/as-pollen"));
  const command = block("sh").split("#")[0]?.trim().split(" ").slice(2) ?? [];
  expect(pollen([...command, "-O0"], { cwd: folder }).code).toBe(0);
  expect(execFileSync(process.execPath, ["main.mjs"], { cwd: folder, encoding: "utf8" })).toBe(block("text"));

  writeFileSync(
    join(folder, "typed.mts"),
    `import { load } from "as-pollen/node";
import type { Exports, Imports } from "./service.wasm.js";
const imports: Imports = { host: { lookup: async (key, { signal }) => (signal.aborted ? "" : key) } };
const { exports } = await load<Exports>("service.wasm", { imports });
const { key, values } = await exports.handle.with({ signal: AbortSignal.timeout(1) })("a");
values.join(key);
const wrong: number = await exports.handle(1);
`,
  );
  const tsc = join(repository, "node_modules/typescript/bin/tsc");
  const options = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2022", "--types", "node"];
  const { stdout } = runNode([tsc, ...options, "--typeRoots", join(repository, "node_modules/@types"), "typed.mts"], {
    cwd: folder,
  });
  expect(stdout.match(/typed\.mts.*error/g)).toHaveLength(2);
  expect(stdout.match(/typed\.mts\(7,/g)).toHaveLength(2);
});
