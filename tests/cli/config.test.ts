import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { BuildError, build } from "../../src/compiler/build.js";
import { folderWith, pollen, repository, runNode } from "../setup/pollen.js";

const constant = "export function answer(): i32 { return ANSWER; }\n";

async function answerOf(wasm: Uint8Array<ArrayBuffer>): Promise<unknown> {
  const { instance } = await WebAssembly.instantiate(wasm, {});
  return (instance.exports.answer as () => number)();
}

test("the options of the project's asconfig.json hold", async () => {
  const folder = folderWith({ "main.ts": constant, "asconfig.json": '{ "options": { "use": ["ANSWER=42"] } }' });
  const { wasm } = await build({ entry: join(folder, "main.ts") });
  expect(await answerOf(wasm)).toBe(42);
});

test("entries of asconfig.json are left alone: the entry is the one that was named", async () => {
  const config = '{ "entries": ["other.ts"], "options": { "use": ["ANSWER=7"] } }';
  const folder = folderWith({ "main.ts": constant, "other.ts": "this is no program", "asconfig.json": config });
  const { wasm } = await build({ entry: join(folder, "main.ts") });
  expect(await answerOf(wasm)).toBe(7);
});

test.each([
  { config: "{ not json", says: /Asconfig is not valid json: .*asconfig\.json/ },
  { config: '{ "extends": "no-such-package/asconfig.json" }', says: /no-such-package/ },
  { config: '{ "options": { "noEmit": true } }', says: /wrote no module/ },
])("an asconfig.json that cannot be used: $config", async ({ config, says }) => {
  const folder = folderWith({ "main.ts": constant, "asconfig.json": config });
  const error = await build({ entry: join(folder, "main.ts"), flags: ["--use", "ANSWER=1"] }).catch((e) => e);
  expect(error).toBeInstanceOf(BuildError);
  expect(error.code).toBe("POLLEN_E_CONFIG");
  expect(error.message).toMatch(says);
});

test("builds that were asked for at once do not disturb each other", async () => {
  const folder = folderWith({ "main.ts": constant });
  const entry = join(folder, "main.ts");
  const all = [1, 2, 3].map((n) => build({ entry, flags: ["--use", `ANSWER=${n}`] }));
  const failing = build({ entry: join(folder, "none.ts") }).catch((error: BuildError) => error.code);
  expect(await failing).toBe("POLLEN_E_NO_ENTRY");
  expect(await Promise.all((await Promise.all(all)).map(({ wasm }) => answerOf(wasm)))).toEqual([1, 2, 3]);
});

const service = `import { sleep } from "as-pollen";
export async function main(args: string[]): Promise<i32> {
  await sleep(1);
  return args.length + 5;
}
`;

test("asc itself builds a service in a project whose asconfig.json has one line", () => {
  const folder = folderWith({ "main.ts": service, "asconfig.json": '{ "extends": "as-pollen/asconfig.json" }' });
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(repository, join(folder, "node_modules/as-pollen"));
  symlinkSync(join(repository, "node_modules/assemblyscript"), join(folder, "node_modules/assemblyscript"));
  const asc = join(folder, "node_modules/assemblyscript/bin/asc.js");
  const compiled = runNode([asc, "main.ts", "-o", "by-asc.wasm"], { cwd: folder });
  expect(compiled.stderr).toBe("");
  expect(pollen(["build", "main.ts", "-o", "by-pollen.wasm"], { cwd: folder }).code).toBe(0);
  expect(readFileSync(join(folder, "by-asc.wasm")).equals(readFileSync(join(folder, "by-pollen.wasm")))).toBe(true);
  expect(pollen(["run", "by-asc.wasm", "a", "b"], { cwd: folder }).code).toBe(7);
});

test("a lone file needs no project: the library and the transform are this package's", () => {
  const folder = folderWith({ "main.ts": service });
  const run = pollen(["run", "main.ts"], { cwd: folder });
  expect(run.stderr).toBe("");
  expect(run.code).toBe(5);
});
