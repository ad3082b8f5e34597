// `pollen run examples/echo/main.ts`: the target is that of the host.

import { join } from "node:path";
import { expect, test } from "vitest";
import { type Running, spawned } from "../hosts/guests.js";
import { requireHost } from "../setup/hosts.js";
import { pollen, repository } from "../setup/pollen.js";
import { freePort } from "./hosts.js";
import { exchanged } from "./peers.js";

const example = "examples/echo/main.ts";

function run(...args: string[]): Running {
  return spawned(process.execPath, [join(repository, "dist/cli/main.js"), "run", join(repository, example), ...args]);
}

/** Talks to the example, and ends it. */
async function talk(guest: Running, port: number): Promise<void> {
  await guest.matched(/(echo at)/);
  expect(await exchanged(port, "hello")).toBe("hello");
  guest.child.kill();
  await guest.end();
}

test("on Node, at a socket that is passed in", async () => {
  const guest = run("--listen", "127.0.0.1:0");
  await talk(guest, Number(await guest.matched(/listening at 127\.0\.0\.1:(\d+)/)));
});

test("on Node without one", () => {
  const { code, stderr } = pollen(["run", example], { cwd: repository });
  expect(stderr).toContain("bind '127.0.0.1:7000': address not available (EADDRNOTAVAIL). The host has passed in no");
  expect(stderr).toContain('run with "pollen run --listen ADDRESS"');
  expect(code).toBe(1);
});

test.runIf(requireHost("wasmer"))("on wasmer, with its sockets", async () => {
  const port = await freePort();
  await talk(run("--host", "wasmer", `127.0.0.1:${port}`), port);
});

test.runIf(requireHost("wasmtime"))("on wasmtime, as a component", async () => {
  const port = await freePort();
  await talk(run("--host", "wasmtime", "-O", "0", `127.0.0.1:${port}`), port);
});
