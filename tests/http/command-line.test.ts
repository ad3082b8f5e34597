// `pollen build` and `pollen run` with `--world http`, of the program in docs/http.md.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { spawned } from "../hosts/guests.js";
import { folderWith, pollen, repository } from "../setup/pollen.js";
import { ask } from "./client.js";
import { wasmtime } from "./wasmtime.js";

const page = readFileSync(join(repository, "docs/http.md"), "utf8");
const [, program = ""] = /```ts\n((?:(?!```).)*?export const handler.*?)```/s.exec(page) ?? [];

test.runIf(wasmtime)("pollen run serves at an address, until it is interrupted", async () => {
  const line = [
    "run",
    join(folderWith({ "main.ts": program }), "main.ts"),
    "--host",
    "wasmtime",
    "--world",
    "http",
    "--addr",
    "127.0.0.1:0",
  ];
  const running = spawned(process.execPath, [join(repository, "dist/cli/main.js"), ...line]);
  const port = Number(await running.matched(/Serving HTTP on http:\/\/127\.0\.0\.1:(\d+)\//));
  expect((await ask({ port, path: "/hello/ada" })).text).toBe("hello ada");
  running.child.kill("SIGINT");
  expect((await running.end()).code).toBe(0);
});

test("what cannot answer requests is not built", () => {
  const folder = folderWith({ "main.ts": "export async function main(): Promise<void> {}" });
  const build = (target: string) => pollen(["build", join(folder, "main.ts"), "--target", target, "--world", "http"]);
  expect(build("wasip1").stderr).toContain("POLLEN_E_WORLD");
  const { code, stderr } = build("wasip2");
  expect(code).toBe(1);
  expect(stderr).toContain("This file does not export what answers requests: add 'export const handler = ...'");
});
