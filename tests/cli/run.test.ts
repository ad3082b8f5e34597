import { spawn } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { requireHost } from "../setup/hosts.js";
import { folderWith, pollen, repository, variables } from "../setup/pollen.js";

const shout = `import { BufferedReader, stdin, stdout } from "as-pollen";
export async function main(args: string[]): Promise<i32> {
  const reader = new BufferedReader(stdin);
  for (let line = await reader.readLine(); line !== null; line = await reader.readLine()) {
    await stdout.write(line.toUpperCase() + "\\n");
  }
  console.error(args.join("|"));
  return args.length;
}
`;

/** Has Node find no package `assemblyscript`. */
const withoutCompiler = `import { register } from "node:module";
register("data:text/javascript," + encodeURIComponent(\`export async function resolve(name, context, next) {
  if (/^assemblyscript(\\\\/|$)/.test(name)) throw new Error("Cannot find package 'assemblyscript'");
  return next(name, context);
}\`));
`;

/** A program that needs no host. */
const nothing = "export function nothing(): void {}\n";

describe.each([
  { host: "node", here: true },
  { host: "wasmer-js", here: true },
  { host: "wasmtime", here: requireHost("wasmtime") !== undefined },
  { host: "wasmer", here: requireHost("wasmer") !== undefined },
])("on $host", ({ host, here }) => {
  test.runIf(here)("streams, arguments and exit code pass through", () => {
    const cwd = folderWith({ "shout.ts": shout });
    const line = ["run", "--host", host, "shout.ts", "plain", "--", "--host", "spaced out"];
    expect(pollen(line, { cwd, input: "one\ntwo" })).toEqual({
      code: 3,
      stdout: "ONE\nTWO\n",
      stderr: "plain|--host|spaced out\n",
    });
  });
});

test("a program that was built runs the same from its .wasm", () => {
  const cwd = folderWith({ "shout.ts": shout });
  expect(pollen(["build", "shout.ts"], { cwd }).code).toBe(0);
  expect(pollen(["run", "shout.wasm", "a"], { cwd, input: "x\n" })).toEqual({ code: 1, stdout: "X\n", stderr: "a\n" });
});

test("where the compiler is not installed a module runs, and who builds is told how to install it", () => {
  const cwd = folderWith({ "nothing.ts": nothing, "absent.mjs": withoutCompiler });
  expect(pollen(["build", "nothing.ts"], { cwd }).code).toBe(0);
  const env = variables({ NODE_OPTIONS: "--no-warnings --import ./absent.mjs" });
  expect(pollen(["run", "nothing.wasm"], { cwd, env })).toEqual({ code: 0, stdout: "", stderr: "" });
  const { code, stderr } = pollen(["build", "nothing.ts"], { cwd, env });
  expect(code).not.toBe(0);
  expect(stderr).toContain("POLLEN_E_COMPILER");
  expect(stderr).toContain("npm install --save-dev assemblyscript");
});

test("the temporary folder of a build is gone after the run", () => {
  const cwd = folderWith({ "nothing.ts": nothing });
  const temporary = join(cwd, "temporary");
  mkdirSync(temporary);
  expect(pollen(["run", "nothing.ts"], { cwd, env: variables({ TMPDIR: temporary }) }).code).toBe(0);
  expect(readdirSync(temporary)).toEqual([]);
});

test("the temporary folder is gone, too, when a signal ends the run", async () => {
  const cwd = folderWith({ "forever.ts": "while (true) {}\n" });
  const temporary = join(cwd, "temporary");
  mkdirSync(temporary);
  const main = join(repository, "dist/cli/main.js");
  const env = variables({ TMPDIR: temporary });
  const run = spawn(process.execPath, [main, "run", "forever.ts"], { cwd, env, stdio: "ignore" });
  const ended = new Promise((resolve) => run.once("exit", (_code, signal) => resolve(signal)));
  await vi.waitUntil(() => readdirSync(temporary).some((name) => readdirSync(join(temporary, name)).length > 0), {
    timeout: 30_000,
  });
  run.kill("SIGTERM");
  expect(await ended).toBe("SIGTERM");
  expect(readdirSync(temporary)).toEqual([]);
});

test.each([
  { name: "missing.wasm", code: "POLLEN_E_NO_FILE" },
  { name: "missing.ts", code: "POLLEN_E_NO_ENTRY" },
  { name: "text.wasm", code: "POLLEN_E_NOT_WASM" },
])("a file that cannot run: $name", ({ name, code }) => {
  const cwd = folderWith({ "text.wasm": "this is text" });
  const run = pollen(["run", name], { cwd });
  expect(run.stderr).toContain(code);
  expect(run.stderr).toContain(name);
  expect(run.stderr).toContain("remedy:");
  expect(run.code).toBe(1);
});

test("a folder that is not there cannot be given to the program", () => {
  const cwd = folderWith({ "nothing.ts": nothing });
  const run = pollen(["run", "nothing.ts", "--dir", "nowhere::/data"], { cwd });
  expect(run.stderr).toContain("POLLEN_E_PREOPEN");
  expect(run.stderr).toContain("nowhere");
  expect(run.code).toBe(1);
});
