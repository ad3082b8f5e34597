import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/**
 * Builds dist/ once for the whole run: tests of the command line and of the compiler run what users run.
 * Type errors end the run under CI; on a developer's machine the tests run on what was emitted.
 */
export default function buildOnce(): void {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const compiler = "node_modules/typescript/bin/tsc";
  const built = spawnSync(process.execPath, [compiler, "-p", "src"], { cwd: root, encoding: "utf8" });
  if (built.status === 0) return;
  const message = `tsc -p src failed:\n${built.stdout}${built.stderr}`;
  if (process.env.CI === "true") throw new Error(message);
  process.stderr.write(message);
}
