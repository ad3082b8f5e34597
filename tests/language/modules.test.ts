// Top-level `await`: the programs of wasi-fixtures/language/modules, of several files each, evaluate their modules in the
// order of V8's own loader; an error in one of them ends the program.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { repository } from "../setup/pollen.js";
import { buildFiles, describeVariant, onNode, type Variant } from "../setup/programs.js";
import { runModulesUnderV8 } from "../setup/v8-modules.js";
import { buildModule } from "./throws-modules.js";

const variants: Variant[] = [
  { runtime: "incremental", optimize: "-O0", collect: true },
  { runtime: "minimal", optimize: "-O3", collect: true },
  { runtime: "stub", optimize: "-Oz" },
];

function filesOf(program: string): Record<string, string> {
  const folder = join(repository, "wasi-fixtures/language/modules", program);
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

async function run(files: Record<string, string>, variant: Variant = variants[0] as Variant) {
  return onNode(await buildFiles(files, variant))(0);
}

describe.each(variants.map((variant) => ({ name: describeVariant(variant), variant })))("$name", ({ variant }) => {
  test.each(["order", "values"])("%s: as V8 has it", async (program) => {
    const files = filesOf(program);
    const { stdout, failure } = await run(files, variant);
    expect(failure).toBe("");
    expect(stdout.split("\n").slice(0, -1)).toEqual(runModulesUnderV8(files));
  });
});

test("an error ends the program, with its stack and exit code 1", async () => {
  const files = filesOf("rejected");
  const { stdout, failure } = await run(files);
  expect(stdout).toBe(
    "other starts\n" +
      "Uncaught RangeError: no such part\n" +
      "    at load (part.ts:5:3)\n" +
      "    at async (module) (part.ts:8:21)\n",
  );
  expect(failure).toBe("exit 1");
  expect(runModulesUnderV8(files)).toEqual(["other starts", "Uncaught RangeError: no such part"]);
});

test("so does an error of a module that only waits", async () => {
  const main = `import "./prelude";\nimport { a } from "./a";\nif (a) throw new RangeError("in main");\nprint("not reached");`;
  const { stdout, failure } = await run({
    "a.ts": "export const a = await Promise.resolve<bool>(true);",
    "main.ts": main,
  });
  expect(stdout).toBe("Uncaught RangeError: in main\n    at (module) (main.ts:3:8)\n");
  expect(failure).toBe("exit 1");
});

test("the start function of a library returns when all modules are evaluated", async () => {
  const files = filesOf("library");
  expect(await run(files)).toEqual({ stdout: "evaluated\n", failure: "" });
});

test("modules that wait for nothing that can come are named", async () => {
  const { stdout, failure } = await run(filesOf("stuck"));
  expect(stdout).toBe("waits\nDeadlock: the program is still waiting, and nothing is left that could wake it\n");
  expect(failure).toBe("exit 1");
});

test("modules that import each other", async () => {
  const { stdout } = await run({
    "a.ts": `import { b } from "./b";\nprint("a");\nawait 0;\nexport function a(): i32 { return b(); }`,
    "b.ts": `import { a } from "./a";\nprint("b");\nawait 0;\nexport function b(): i32 { return 4; }\nexport const f = a;`,
    "main.ts": `import "./prelude";\nimport { a } from "./a";\nprint(a().toString());`,
  });
  expect(stdout).toBe("b\na\n4\n");
});

const refused = [
  ["a static field", "class A { static x: i32 = await f(); }\nexport const y = A.x;"],
  ["a field", "class A { x: i32 = await f(); }\nexport const y = new A().x;"],
  ["a namespace", "namespace N { export const x = await f(); }\nexport const y = N.x;"],
  ["a lazy variable", "@lazy const x = await f();\nexport function y(): i32 { return x; }"],
  ["a function that is not async", "export function y(): i32 { return await f(); }"],
] as const;

test.each(refused)("no await in the initializer of %s", async (_, source) => {
  const build = buildModule(`async function f(): Promise<i32> { return 1; }\n${source}`);
  await expect(build).rejects.toThrow("'await' is only allowed within async functions and at the top level of a file.");
});
