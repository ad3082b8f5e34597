// What is said about tasks when a program ends, on each host.

import { describe, expect, test } from "vitest";
import { build } from "../../src/compiler/build.js";
import { hostEnvironment, requireHost } from "../setup/hosts.js";
import { folderWith, pollen, repository, variables } from "../setup/pollen.js";

const folder = "wasi-fixtures/task/ends";

const expected = {
  deadlock: {
    code: 1,
    stdout: "",
    stderr: `Deadlock: main is still waiting, and nothing is left that could wake it
    at main (${folder}/deadlock.ts:11:3)
Task "background" is waiting
    at next (${folder}/deadlock.ts:6:46)
    at async read (${folder}/deadlock.ts:7:40)
Task "reader" is waiting
    at next (${folder}/deadlock.ts:6:46)
    at async read (${folder}/deadlock.ts:7:40)
`,
  },
  failing: {
    code: 1,
    stdout: "",
    stderr: `Unhandled rejection in task "loader": RangeError: no such part
    at load (${folder}/failing.ts:6:3)
    at async main.(anonymous) (${folder}/failing.ts:10:23)
`,
  },
  pending: {
    code: 5,
    stdout: "",
    stderr: `Task still pending at exit: "function", main.(anonymous) (${folder}/pending.ts:5:23)
`,
  },
};

const hosts = [
  { host: "node", isThere: true },
  { host: "wasmtime", isThere: Boolean(requireHost("wasmtime")) },
  { host: "wasmer", isThere: Boolean(requireHost("wasmer")) },
];

describe.each(Object.entries(expected))("%s", (name, end) => {
  test("on every host", async () => {
    const { wasm } = await build({ entry: `${repository}/${folder}/${name}.ts`, baseDir: repository });
    const files = folderWith({ "main.wasm": wasm });
    for (const { host } of hosts.filter(({ isThere }) => isThere)) {
      const ended = pollen(["run", "main.wasm", "--host", host], { cwd: files, env: variables(hostEnvironment()) });
      expect({ host, ...ended }).toEqual({ host, ...end });
    }
  });
});
