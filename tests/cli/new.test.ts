import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith, pollen, repository, variables } from "../setup/pollen.js";

function npm(cwd: string, ...args: string[]): string {
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  const run = spawnSync("npm", [...args, ...quiet], { cwd, encoding: "utf8", env: variables({ NODE_ENV: "test" }) });
  expect(run.status, `npm ${args.join(" ")}\n${run.stdout}${run.stderr}`).toBe(0);
  return run.stdout;
}

test("a new project installs from the packed package, builds, runs and passes its own test", {
  timeout: 240_000,
}, () => {
  const folder = folderWith({});
  const tarball = npm(repository, "pack", "--silent", "--ignore-scripts", "--pack-destination", folder).trim();

  const made = pollen(["new", "my-service"], { cwd: folder });
  expect(made).toMatchObject({ code: 0, stderr: "" });
  expect(made.stdout).toContain("cd my-service\n  npm install");

  const project = join(folder, "my-service");
  const manifestFile = join(project, "package.json");
  const manifest = JSON.parse(readFileSync(manifestFile, "utf8"));
  expect(manifest).toMatchObject({ name: "my-service", devDependencies: { "as-pollen": "^0.1.0" } });
  manifest.devDependencies["as-pollen"] = `file:../${tarball}`;
  writeFileSync(manifestFile, JSON.stringify(manifest));

  npm(project, "install", "--prefer-offline");
  npm(project, "test");
  npm(project, "run", "build");
  expect(WebAssembly.validate(readFileSync(join(project, "build/my-service.wasm")))).toBe(true);
  expect(readFileSync(join(project, ".gitignore"), "utf8")).toContain("node_modules/");
  expect(readFileSync(join(project, "README.md"), "utf8")).toContain("# my-service");
});

test("an empty folder will do", () => {
  const cwd = folderWith({});
  mkdirSync(join(cwd, "there"));
  expect(pollen(["new", "there"], { cwd }).code).toBe(0);
});

test.each([
  { name: "taken", says: "the folder is not empty" },
  { name: "file", says: "ENOTDIR" },
  { name: "My Service", says: "My Service is no package name" },
])("a name that cannot be used: $name", ({ name, says }) => {
  const cwd = folderWith({ file: "" });
  mkdirSync(join(cwd, "taken"));
  writeFileSync(join(cwd, "taken/notes.txt"), "keep me");
  const run = pollen(["new", name], { cwd });
  expect(run.stderr).toContain(`POLLEN_E_NEW: cannot create ${name}`);
  expect(run.stderr).toContain(says);
  expect(run.code).toBe(1);
  expect(readFileSync(join(cwd, "taken/notes.txt"), "utf8")).toBe("keep me");
});
