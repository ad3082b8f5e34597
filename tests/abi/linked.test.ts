// Programs in C and in Zig on the C ABI: linked with Pollen's runtime, and with another one, and run on real hosts.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as asc from "assemblyscript/asc";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { link } from "../../src/compiler/link.js";
import { requireHost } from "../setup/hosts.js";
import { pollen, repository } from "../setup/pollen.js";
import { runZig, zig } from "./zig.js";

const fixtures = join(repository, "wasi-fixtures/c");
const folder = mkdtempSync(join(tmpdir(), "pollen-abi-"));
const at = (name: string) => join(folder, `${name}.wasm`);
const read = (name: string) => new Uint8Array(readFileSync(at(name)));

async function compileC(name: string, ...flags: string[]): Promise<void> {
  await compileFile(name, join(fixtures, `${name}.c`), ...flags);
}

async function compileFile(name: string, source: string, ...flags: string[]): Promise<void> {
  const header = join(repository, "include");
  await runZig("cc", "-target", "wasm32-wasi", "-O1", "-s", ...flags, "-I", header, source, "-o", at(name));
}

/** The other runtime: plain AssemblyScript, compiled without Pollen, once and for a fixed place. */
async function compileMinimalRuntime(): Promise<void> {
  const source = readFileSync(join(fixtures, "minimal_runtime.ts"), "utf8");
  const place = ["--importMemory", "--memoryBase", String(2 << 20), "--exportStart", "pollen_start"];
  const { error, stderr } = await asc.main(
    ["main.ts", "--outFile", "main.wasm", "--runtime", "stub", "-O1", "--use", "abort=", ...place],
    {
      readFile: (name) => (name === "main.ts" ? source : null),
      writeFile: (_, wasm) => writeFileSync(at("minimal"), wasm),
      listFiles: () => [],
    },
  );
  if (error) throw new Error(String(stderr));
}

async function linkTo(name: string, module: string, runtime?: string): Promise<void> {
  writeFileSync(at(name), await link({ module: read(module), ...(runtime && { runtime: read(runtime) }) }));
}

beforeAll(async () => {
  if (!zig) return;
  await compileC("trace", "-Wl,-z,stack-size=65536");
  await compileC("memory"); // with zig's stack of 16 MiB
  const freestanding = ["-target", "wasm32-freestanding", "-O", "ReleaseSmall", "-fno-entry", "-rdynamic"];
  await runZig("build-exe", join(fixtures, "channel.zig"), ...freestanding, `-femit-bin=${at("channel")}`);
  await compileMinimalRuntime();
  const page = readFileSync(join(repository, "docs/c-abi.md"), "utf8");
  writeFileSync(join(folder, "example.c"), /```c\n(.*?)```/s.exec(page)?.[1] ?? "");
  await compileFile("example", join(folder, "example.c"), "-Wl,-z,stack-size=65536");
  await linkTo("example on pollen", "example");
  await linkTo("trace on pollen", "trace");
  await linkTo("trace on minimal", "trace", "minimal");
  await linkTo("memory on pollen", "memory");
  await linkTo("channel on pollen", "channel");
  await linkTo("channel on minimal", "channel", "minimal");
}, 600_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const trace = `a 2
b 3
c 0
a 1
b 2
a 0
b 1
b 0
turns: 0
last 1
first 1
second 1
first 0
second 0
last 0
timers: 0, in time
no letter
posted: 1, 1
letter 7
wakers: 0
its task is done: 0
drop: 0, again: -1
wake what was dropped: -1
wakes itself: 0, polled 3 times
inner 9
outer 9
turn 0
cancel inner: 0
inner 8, to end
inner: 0
cancel outer: 0
neither 1
outer 8, to end
neither 0
all: 0
later 9, to end
spawned in what was cancelled: 0
end them: 0, 0
input: one
two
end of input
input: 0
inside 1
inside 0
nested: 0
nested: 0
destroys 2
destroyed: 0
destroys 2
destroyed: 0
outside: -7, -7, -7
bad handles: -1, -1, -1, -1, -1, -1, -1
nonsense: -8
stuck: -6
still stuck: -6
obedient 9, to end
stubborn, to end
shutdown leaves 2
destroy drops 2
it is gone: -1, -1
`;

const hosts = [
  { name: "Pollen's own host", run: [process.execPath, join(repository, "dist/cli/main.js"), "run"] },
  { name: "wasmtime", run: [requireHost("wasmtime"), "run"] },
  { name: "wasmer", run: [requireHost("wasmer"), "run"] },
  { name: "wazero", run: [requireHost("wazero"), "run"] },
];

describe.each(hosts)("$name", ({ run: [program, ...args] }) => {
  const isHere = zig !== undefined && program !== undefined;
  const run = (name: string) => {
    const options = { input: "one\ntwo\n", encoding: "utf8" } as const;
    const { status, stdout, stderr } = spawnSync(program as string, [...(args as string[]), at(name)], options);
    return { status, stdout, stderr };
  };

  test.runIf(isHere).each(["pollen", "minimal"])("C: the same module on the runtime %s", (runtime) => {
    expect(run(`trace on ${runtime}`)).toEqual({ status: 0, stdout: trace, stderr: "" });
  });

  test.runIf(isHere)("C: two allocators in one memory", () => {
    const { status, stdout } = run("memory on pollen");
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/^60000 tasks, 0 bytes damaged\n/) });
    expect(Number(/(\d+) pages/.exec(stdout)?.[1])).toBeLessThan(800); // 257 to begin with
  });

  test.runIf(isHere).each(["pollen", "minimal"])("Zig, without the header, on the runtime %s", (runtime) => {
    expect(run(`channel on ${runtime}`).stdout).toBe("a\nb\nc\nd\ne\nclosed\nended\n");
  });
});

const wasmtime = requireHost("wasmtime");
test.runIf(zig && wasmtime)("the example of docs/c-abi.md", () => {
  const { stdout } = spawnSync(wasmtime as string, [at("example on pollen")], { encoding: "utf8" });
  expect(stdout.trim().split("\n")).toEqual(["a 3", "b 5", "a 2", "b 4", "a 1", "b 3", "a 0", "b 2", "b 1", "b 0"]);
});

test.runIf(zig)("a linked module exports what its program does, and imports WASI alone", () => {
  const module = new WebAssembly.Module(read("trace on pollen"));
  expect(WebAssembly.Module.exports(module).map(({ name }) => name)).toEqual(["memory", "_start", "pollen_call"]);
  const others = WebAssembly.Module.imports(module).filter(({ module }) => module !== "wasi_snapshot_preview1");
  expect(others).toEqual([]);
});

test.runIf(zig)("the command line links", () => {
  const output = at("by command");
  expect(pollen(["link", at("trace"), "--with", at("minimal"), "-o", output])).toMatchObject({ code: 0, stdout: "" });
  expect(WebAssembly.Module.exports(new WebAssembly.Module(read("by command")))).toHaveLength(3);
});
