// What `pollen new --template edge` makes passes its own tests in workerd.

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { findHost, requireHost } from "../setup/hosts.js";
import { folderWith, pollen, repository, runNode, variables } from "../setup/pollen.js";

test.runIf(requireHost("workerd"))("a new project builds, and passes its own test", { timeout: 240_000 }, () => {
  const cwd = folderWith({});
  expect(pollen(["new", "my-edge", "--template", "edge"], { cwd })).toMatchObject({ code: 0, stderr: "" });
  const project = join(cwd, "my-edge");
  expect(JSON.parse(readFileSync(join(project, "package.json"), "utf8")).name).toBe("my-edge");
  mkdirSync(join(project, "node_modules/.bin"), { recursive: true });
  for (const name of ["assemblyscript", "rolldown"]) {
    symlinkSync(join(repository, "node_modules", name), join(project, "node_modules", name));
  }
  symlinkSync(repository, join(project, "node_modules/as-pollen"));
  const script = `#!/bin/sh\nexec node ${join(repository, "dist/cli/main.js")} "$@"\n`;
  writeFileSync(join(project, "node_modules/.bin/pollen"), script, { mode: 0o755 });
  symlinkSync(join(repository, "node_modules/.bin/rolldown"), join(project, "node_modules/.bin/rolldown"));
  symlinkSync(findHost("workerd") as string, join(project, "node_modules/.bin/workerd"));

  const env = variables({ NODE_ENV: "test", PATH: [dirname(process.execPath), process.env.PATH].join(delimiter) });
  const run = spawnSync("npm", ["test", "--loglevel=error"], { cwd: project, encoding: "utf8", env });
  expect(run.status, run.stdout + run.stderr).toBe(0);
  expect(run.stdout).toMatch(/pass 5/);

  const tsc = join(repository, "node_modules/typescript/bin/tsc");
  expect(runNode([tsc, "--noEmit", "-p", "."], { cwd: project })).toEqual({ code: 0, stdout: "", stderr: "" });
});
