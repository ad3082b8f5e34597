import { expect, test } from "vitest";
import type { HostInfo } from "../../src/hosts/index.js";
import { requireHost } from "../setup/hosts.js";
import { folderWith, pollen, variables } from "../setup/pollen.js";

const names = ["node", "wasmer-js", "wasmtime", "wasmer"];

test("lists every host, with its version where it is here", () => {
  const { code, stdout } = pollen(["hosts"]);
  expect(code).toBe(0);
  for (const name of names) expect(stdout).toMatch(new RegExp(`^[✓✗] ${name} `, "m"));
  expect(stdout).toContain(process.versions.node);
});

test("prints the same as JSON", () => {
  const found = JSON.parse(pollen(["hosts", "--json"]).stdout) as HostInfo[];
  expect(found.map(({ name }) => name)).toEqual(names);
  for (const { capabilities } of found) expect(capabilities).toContain("preview1");
});

test("a host that is missing comes with the way to install it", () => {
  const env = variables({ WASMTIME: "", WASMER: "", PATH: "" });
  const found = JSON.parse(pollen(["hosts", "--json"], { env }).stdout) as HostInfo[];
  for (const { name, available, install, reason } of found.filter(({ name }) => /^(wasmtime|wasmer)$/.test(name))) {
    expect({ name, available }).toEqual({ name, available: false });
    expect(install).toBeTruthy();
    expect(reason).toBeTruthy();
  }
  const { stdout } = pollen(["hosts"], { env });
  expect(stdout).toMatch(/^✗ wasmtime +missing/m);
  expect(stdout).toContain("install: ");
});

test.runIf(requireHost("wasmtime"))("finds wasmtime through $WASMTIME", () => {
  const found = JSON.parse(pollen(["hosts", "--json"], { env: variables({ PATH: "" }) }).stdout) as HostInfo[];
  expect(found.find(({ name }) => name === "wasmtime")).toMatchObject({ available: true, version: expect.any(String) });
});

test("running on a host that is missing says how to install it, and ends with 1", () => {
  const cwd = folderWith({ "nothing.ts": "export function nothing(): void {}\n" });
  const run = pollen(["run", "nothing.ts", "--host", "wasmtime"], { cwd, env: variables({ WASMTIME: "", PATH: "" }) });
  expect(run.stderr).toContain("POLLEN_E_HOST_MISSING");
  expect(run.stderr).toMatch(/remedy: .*install/i);
  expect(run.code).toBe(1);
});
