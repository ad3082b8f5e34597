import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Builds dist/ once for the whole run: tests of the command line and of the compiler run what users run. */
export default function buildOnce(): void {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const built = spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "src"], {
    cwd: root,
    encoding: "utf8",
  });
  if (built.status !== 0) throw new Error(`tsc -p src failed:\n${built.stdout}${built.stderr}`);
}
