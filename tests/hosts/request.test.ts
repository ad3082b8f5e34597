import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { hosts } from "../../src/hosts/index.js";
import { PREVIEW1_FUNCTIONS } from "../../src/hosts/wasi/abi.js";
import { Wasi } from "../../src/hosts/wasi/wasi.js";
import { requireHost } from "../setup/hosts.js";
import { folderWith } from "../setup/pollen.js";
import { fixture, hostsHere, javaScriptHosts, probe, start } from "./guests.js";

/** The strings in the hexadecimal dump at the end of a line. */
function strings(line: string | undefined): string[] {
  const text = Buffer.from(line?.split(" ").at(-1) ?? "", "hex").toString();
  return text.replace(/\0+$/, "").split("\0");
}

describe.each(hostsHere())("on %s", (host) => {
  test("arguments and variables arrive as they are", async () => {
    const calls = ["args_get ~64 *400", "environ_get ~64 *200", "sched_yield"];
    const empty = host === "wasmer" ? {} : { EMPTY: "" };
    const env = { PLAIN: "value", ...empty, "WITH SPACE": "a=b 'c' \"d\" $HOME", UNICODE: "žluťoučký 🐝" };
    const lines = await probe(host, calls, { env, argv0: "program" });
    const [argv0, ...args] = strings(lines[0]);
    expect(args).toEqual(calls);
    if (host !== "wasmer") expect(argv0).toBe("program"); // it has no such option
    const expected = Object.entries(env).map(([name, value]) => `${name}=${value}`);
    expect(strings(lines[1]).sort()).toEqual(expected.sort());
  });

  test("files are where the guest was told", async () => {
    const folder = folderWith({ "a.txt": "hello", "b.txt": "" });
    const preopens = [{ host: folder, guest: "/data" }];
    // Wasmer gives the guest one tree, with the directory in it.
    const name = (path: string) => (host === "wasmer" ? `data/${path}` : path);
    const calls = [
      `path_open 3 1 '${name("a.txt")}' 0 2 0 0 ~4`,
      `path_open 3 1 '${name("new.txt")}' 1 0x42 0 0 ~4`,
      `path_unlink_file 3 '${name("b.txt")}'`,
      `path_filestat_get 3 1 '${name("none")}' ~64`,
    ];
    const NOENT = 44;
    expect(await probe(host, calls, { preopens })).toEqual([
      ...["path_open 0", "path_open 0", "path_unlink_file 0", `path_filestat_get ${NOENT}`],
    ]);
    const again = await probe(host, [`path_filestat_get 3 1 '${name("new.txt")}' ~64`], { preopens });
    expect(again).toEqual(["path_filestat_get 0"]);
  });

  test("the current directory can be given as .", async () => {
    const preopens = [{ host: folderWith({ "a.txt": "hello" }), guest: "." }];
    expect(await probe(host, ["path_open 3 1 'a.txt' 0 2 0 0 ~4"], { preopens })).toEqual(["path_open 0"]);
  });

  test.runIf(host !== "node24")("it can be described", async () => {
    const info = await hosts()
      .find(({ name }) => name === host)
      ?.describe();
    expect(info).toMatchObject({ name: host, available: true, version: expect.stringMatching(/^\d+\.\d+/) });
    expect(info?.capabilities).toContain("preview1");
  });

  test("a signal ends the guest", async () => {
    const args = ["sched_yield", "poll_oneoff sub:mono+600000000000 *32 1 *4"];
    const guest = start(host, await fixture("probe"), { args });
    await guest.printed("sched_yield");
    guest.child.kill("SIGTERM");
    const { code, signal } = await guest.end();
    expect(signal ?? code).toEqual(javaScriptHosts().includes(host) ? "SIGTERM" : 128 + 15);
  });
});

test("node is the default", () => {
  expect(hosts().map(({ name }) => name)).toEqual(["node", "wasmer-js", "wasmtime", "wasmer"]);
});

test("every function of preview1 is there, and no other", () => {
  const output = { isTerminal: false, write: () => 0 };
  const { imports } = new Wasi({
    args: [],
    env: {},
    stdin: { isTerminal: false, read: () => 0, available: () => 0 },
    stdout: output,
    stderr: output,
    preopens: [],
    clocks: { realtime: () => 0n, monotonic: () => 0n, resolution: { realtime: 1n, monotonic: 1n } },
    sleeper: { token: () => 0, wait: () => {} },
  });
  expect(Object.keys(imports.wasi_snapshot_preview1).sort()).toEqual([...PREVIEW1_FUNCTIONS].sort());
});

test.each(["wasmtime", "wasmer"] as const)("a missing %s is explained", async (name) => {
  const variable = name.toUpperCase();
  const before = process.env[variable];
  process.env[variable] = join(folderWith({}), "none");
  try {
    const host = hosts().find((candidate) => candidate.name === name);
    const info = await host?.describe();
    expect(info).toMatchObject({ available: false, reason: expect.stringContaining(variable) });
    expect(info?.install).toMatch(/^Install /);
    const request = { file: await fixture("probe"), args: [], env: {}, preopens: [] };
    await expect(host?.run(request)).rejects.toMatchObject({ code: "POLLEN_E_HOST_MISSING" });
  } finally {
    if (before === undefined) delete process.env[variable];
    else process.env[variable] = before;
  }
});

test.runIf(requireHost("wasmer"))("wasmer is not given an empty variable, which it refuses", async () => {
  const { code, stderr } = await start("wasmer", await fixture("probe"), { env: { EMPTY: "" } }).end();
  expect(code).toBe(1);
  expect(stderr).toMatch(/^POLLEN_E_ARGUMENT: .*EMPTY/);
});

test.runIf(requireHost("wasmer"))("wasmer is not given a path that it would read as two", async () => {
  const folder = join(folderWith({}), "a:b");
  mkdirSync(folder);
  const preopens = [{ host: folder, guest: "/data" }];
  const { code, stderr } = await start("wasmer", await fixture("probe"), { preopens }).end();
  expect(code).toBe(1);
  expect(stderr).toMatch(/^POLLEN_E_PREOPEN/);
});
