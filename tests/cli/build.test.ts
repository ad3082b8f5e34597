import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith, pollen } from "../setup/pollen.js";

const add = "export function add(a: i32, b: i32): i32 { return a + b; }\n";

test("writes the module beside the user, under the entry's name", () => {
  const cwd = folderWith({ "add.ts": add });
  const run = pollen(["build", "add.ts"], { cwd });
  expect(run).toEqual({ code: 0, stdout: "", stderr: "" });
  expect(WebAssembly.validate(readFileSync(join(cwd, "add.wasm")))).toBe(true);
});

test("writes where --output says, making its folder, with a source map when debugging", () => {
  const cwd = folderWith({ "add.ts": add });
  expect(pollen(["build", "add.ts", "-o", "out/sum.wasm", "--debug"], { cwd }).code).toBe(0);
  expect(readFileSync(join(cwd, "out/sum.wasm"), "latin1")).toContain("./sum.wasm.map");
  expect(JSON.parse(readFileSync(join(cwd, "out/sum.wasm.map"), "utf8")).sources).toContain("add.ts");
});

test("the bytes do not depend on where the user stands", () => {
  const cwd = folderWith({ "package.json": "{}" });
  mkdirSync(join(cwd, "src"));
  const inside = folderWith({ "fail.ts": 'export function fail(): void { throw new Error("no"); }\n' });
  expect(pollen(["build", "fail.ts", "-o", join(cwd, "a.wasm")], { cwd: inside }).code).toBe(0);
  expect(pollen(["build", join(inside, "fail.ts"), "-o", "b.wasm"], { cwd }).code).toBe(0);
  expect(readFileSync(join(cwd, "a.wasm")).equals(readFileSync(join(cwd, "b.wasm")))).toBe(true);
});

test("compile errors name file, line and column as seen from here, and end with 1", () => {
  const cwd = folderWith({ "package.json": "{}" });
  mkdirSync(join(cwd, "inner"));
  const entry = folderWith({ "bad.ts": "export function add(a: i32): i32 {\n  return a + missing;\n}\n" });
  const near = pollen(["build", "bad.ts"], { cwd: entry });
  expect(near.stderr).toContain("ERROR TS2304: Cannot find name 'missing'.");
  expect(near.stderr).toContain("in bad.ts(2,14)");
  expect(near.stderr).toContain("POLLEN_E_COMPILE");
  expect(near.code).toBe(1);
  const far = pollen(["build", join(entry, "bad.ts")], { cwd });
  expect(far.stderr).toContain(`in ${join(entry, "bad.ts")}(2,14)`);
  expect(existsSync(join(cwd, "bad.wasm"))).toBe(false);
});

test("warnings are shown and do not fail the build", () => {
  const cwd = folderWith({ "warn.ts": 'WARNING("look here");\nexport function f(): void {}\n' });
  const run = pollen(["build", "warn.ts"], { cwd });
  expect(run.stderr).toContain("look here");
  expect(run.stderr).toContain("in warn.ts(1,1)");
  expect(run.code).toBe(0);
});

test.each([
  { name: "missing.ts", says: "no such file" },
  { name: "notes.txt", says: "not an AssemblyScript file" },
  { name: "folder.ts", says: "not an AssemblyScript file" },
])("an entry that cannot be one: $name", ({ name, says }) => {
  const cwd = folderWith({ "notes.txt": "" });
  mkdirSync(join(cwd, "folder.ts"));
  const run = pollen(["build", name], { cwd });
  expect(run.stderr).toContain(`POLLEN_E_NO_ENTRY: cannot build ${name}: ${says}`);
  expect(run.code).toBe(1);
});

test("an output that cannot be written is named, with the remedy", () => {
  const cwd = folderWith({ "add.ts": add, taken: "a file, not a folder" });
  const run = pollen(["build", "add.ts", "-o", "taken/add.wasm"], { cwd });
  expect(run.stderr).toContain("POLLEN_E_OUTPUT: cannot write taken/add.wasm");
  expect(run.stderr).toContain("--output");
  expect(run.code).toBe(1);
});
