// `run` of `as-pollen/wasi`: a command from its start to its end, in each way in which it can wait.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type RunOptions, run } from "as-pollen/wasi";
import { describe, expect, test } from "vitest";
import { requireHost } from "../setup/hosts.js";
import { folderWith, repository } from "../setup/pollen.js";
import { fixture, moduleOf, Running, waysToWait } from "./guests.js";

/** Runs a script on that Node, which has `probe(...calls)`, `server` and what it takes to connect to it. */
async function script(node: string, waiting: string, text: string): Promise<Running> {
  const compiled = async (name: "probe" | "serve") =>
    `await WebAssembly.compile(readFileSync(${JSON.stringify(await fixture(name))}))`;
  const head = `import { readFileSync } from "node:fs";
    import { connect } from "node:net";
    import { run } from ${JSON.stringify(join(repository, "dist/hosts/node/wasi.js"))};
    const waiting = "${waiting}";
    const server = ${await compiled("serve")}, prober = ${await compiled("probe")};
    const probe = (...calls) => run(prober, { args: ["probe", ...calls], waiting });\n`;
  const folder = folderWith({ "main.mjs": head + text });
  return new Running(spawn(node, [join(folder, "main.mjs")], { stdio: ["pipe", "pipe", "pipe"] }));
}

const nodes = waysToWait().map(({ name, host, waiting }) => {
  return { name, waiting, node: (host === "node24" && requireHost(host)) || process.execPath };
});

describe.each(nodes)("$name", ({ node, waiting }) => {
  test("returns the exit code, and is rejected when the guest traps", async () => {
    const trap = moduleOf(`(module (import "wasi_unstable" "sched_yield" (func (result i32)))
      (memory (export "memory") 1) (func (export "_start") unreachable))`);
    const guest = await script(
      node,
      waiting,
      `console.log(await probe("proc_exit 3"), await probe("sched_yield"));
      const trap = await WebAssembly.compile(readFileSync(${JSON.stringify(trap)}));
      await run(trap, { waiting }).catch((error) => console.log(error instanceof WebAssembly.RuntimeError));`,
    );
    expect((await guest.end()).stdout).toBe("sched_yield 0\n3 0\ntrue\n");
  });

  test("what one guest leaves of standard input is there for the next, and the process ends without its end", async () => {
    const guest = await script(
      node,
      waiting,
      `await probe("fd_read 0 iov:2 *4"); await probe("fd_read 0 iov:9 *4");
      await probe("poll_oneoff sub:read:0,mono+1 *64 2 ~4");`,
    );
    guest.child.stdin?.write("hello");
    const { stdout, code } = await guest.end();
    expect(stdout).toBe(
      "fd_read 0 'he' 02000000\nfd_read 0 'llo' 03000000\npoll_oneoff 0 [1001 error 0 type 0 flags 0]\n",
    );
    expect(code).toBe(0);
  });
});

test.runIf(requireHost("node24"))("suspended guests leave the event loop to others of their process", async () => {
  const guest = await script(
    requireHost("node24") as string,
    "suspend",
    `const serve = () => new Promise((resolve) => {
      const onListen = ([{ port }]) => resolve({ port, ended });
      const ended = run(server, { args: ["serve", "1"], listen: ["127.0.0.1:0"], onListen });
    });
    const echo = (port, text) => new Promise((resolve) => {
      connect(port, "127.0.0.1").end(text).on("data", (data) => resolve(String(data)));
    });
    const [one, two] = [await serve(), await serve()];
    console.log(await echo(two.port, "second"), await echo(one.port, "first"), await one.ended, await two.ended);`,
  );
  expect((await guest.end()).stdout.split("\n")).toEqual(["served 1", "served 1", "second first 0 0", ""]);
});

const command = new WebAssembly.Module(
  readFileSync(moduleOf(`(module (memory (export "memory") 1) (func (export "_start")))`)),
);

test.each([
  [{ args: "text" }, "ERR_INVALID_ARG_TYPE"],
  [{ listen: ["nowhere"] }, "POLLEN_E_LISTEN"],
])("refuses %j", async (options, code) => {
  await expect(run(command, options as unknown as RunOptions)).rejects.toMatchObject({ code });
});

test("refuses what is no command", async () => {
  const module = new WebAssembly.Module(readFileSync(moduleOf(`(module (func (export "nothing")))`)));
  await expect(run(module)).rejects.toMatchObject({ code: "POLLEN_E_NOT_COMMAND" });
});

test.skipIf("Suspending" in WebAssembly)("cannot suspend a guest without JSPI", async () => {
  await expect(run(command, { waiting: "suspend" })).rejects.toMatchObject({ code: "POLLEN_E_CANNOT_WAIT" });
});
