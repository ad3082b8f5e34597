import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { build } from "../../src/compiler/build.js";
import { folderWith, pollen, repository } from "../setup/pollen.js";

const readme = readFileSync(join(repository, "README.md"), "utf8");
const example = readFileSync(join(repository, "examples/ticks/main.ts"), "utf8");

test("the example of the README is the file that is run here", () => {
  expect(readme).toContain(`\`\`\`ts\n${example}\`\`\``);
});

test("it prints what the README says, in virtual time", async () => {
  const flags = ["--use", "POLLEN_VIRTUAL_TIME=ASC_TARGET"];
  const { wasm } = await build({ entry: join(repository, "examples/ticks/main.ts"), flags });
  const { code, stdout, stderr } = pollen(["run", join(folderWith({ "ticks.wasm": wasm }), "ticks.wasm")]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(readme).toContain(`\`\`\`text\n$ npx pollen run main.ts\n${stdout}\`\`\``);
});

test("the commands of the README are scripts of the package", () => {
  const { scripts } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  for (const [, script] of readme.matchAll(/npm (?:run )?(start|test|[a-z]+:[a-z]+)/g)) {
    expect(scripts).toHaveProperty([script as string]);
  }
});
