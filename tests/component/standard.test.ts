// Components do what modules for preview1 do: the same bytes, from the same source.

import { describe, expect, test } from "vitest";
import { build } from "../../src/compiler/build.js";
import { type GuestOptions, start } from "../hosts/guests.js";
import { guest } from "../io/guests.js";
import { requireHost } from "../setup/hosts.js";
import { folderWith } from "../setup/pollen.js";

const input = Array.from({ length: 30_000 }, (_, i) => `line ${i}\n`).join("");

interface Program {
  name: string;
  input?: string;
  /** What it prints before it is given that. */
  after?: string;
  args?: string[];
  folder?: boolean;
}

const programs: Program[] = [
  { name: "files", folder: true },
  { name: "fairness", folder: true },
  { name: "echo", input, args: ["report"] },
  { name: "globals", input: "some input", args: ["first", "second"] },
  { name: "many", input: "hello\n", after: "woken 0" },
];

async function run(target: "wasip1" | "wasip2" | "wasip3", { name, input, after, args = [], folder = false }: Program) {
  const options: GuestOptions = { args, argv0: name, env: { KEY: "value", EMPTY: "" } };
  if (folder) options.preopens = [{ host: folderWith({}), guest: "/data" }];
  const running = start("wasmtime", await guest(name, { target, optimize: "-O0" }), options, "pipe");
  if (after !== undefined) await running.printed(after);
  running.child.stdin?.end(input);
  return running.end();
}

describe.runIf(requireHost("wasmtime")).each(["wasip2", "wasip3"] as const)("%s", (target) => {
  test.each(programs)("$name", async (program) => {
    const [expected, actual] = [await run("wasip1", program), await run(target, program)];
    expect(actual).toEqual(expected);
  });
});

test("an import that the world does not have is named", async () => {
  const own = '@external("env", "f") declare function f(): void;\nexport function main(): void { f(); }\n';
  const building = build({ entry: `${folderWith({ "main.ts": own })}/main.ts`, target: "wasip2", optimize: "-O0" });
  await expect(building).rejects.toMatchObject({
    code: "POLLEN_E_COMPONENT",
    message: expect.stringContaining("`env`"),
  });
});

test("the exports of a component are its own", async () => {
  const entry = `${folderWith({ "main.ts": "export function cabi_realloc(): void {}\n" })}/main.ts`;
  const building = build({ entry, target: "wasip2", optimize: "-O0" });
  await expect(building).rejects.toMatchObject({
    diagnostics: expect.stringContaining("export 'cabi_realloc' of its own"),
  });
});
