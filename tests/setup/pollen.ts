import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

export const repository = fileURLToPath(new URL("../../", import.meta.url));

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Surroundings {
  cwd?: string;
  input?: string;
  /** Instead of this process's own variables. */
  env?: Record<string, string>;
}

/** Runs the command line as a user would, in a process of its own. */
export function pollen(args: string[], surroundings: Surroundings = {}): Finished {
  return runNode([join(repository, "dist/cli/main.js"), ...args], surroundings);
}

/** Runs Node on a script. */
export function runNode(args: string[], { cwd, input = "", env }: Surroundings = {}): Finished {
  const run = spawnSync(process.execPath, args, { input, encoding: "utf8", ...(cwd && { cwd }), ...(env && { env }) });
  return { code: run.status, stdout: run.stdout, stderr: run.stderr };
}

/** This process's own variables, with some set anew. */
export function variables(changed: Record<string, string>): Record<string, string> {
  const own = Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return { ...Object.fromEntries(own), ...changed };
}

/** A folder with these files, removed when the test ends. */
export function folderWith(files: Record<string, string | Uint8Array>): string {
  const folder = mkdtempSync(join(tmpdir(), "pollen-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, contents] of Object.entries(files)) writeFileSync(join(folder, name), contents);
  return folder;
}
