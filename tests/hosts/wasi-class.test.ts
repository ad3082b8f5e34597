// The class WASI, as people use it who come from node:wasi.

import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { WASI as NodeWASI } from "node:wasi";
import { MemoryDirectory, ProcessExit, ReadOnly, WASI, type WASIOptions } from "as-pollen/wasi";
import { beforeAll, describe, expect, test } from "vitest";
import { folderWith, repository } from "../setup/pollen.js";
import { fixture, moduleOf, Running } from "./guests.js";

let probe: WebAssembly.Module;
beforeAll(async () => {
  probe = await WebAssembly.compile(readFileSync(await fixture("probe")));
});

const preview1 = { version: "preview1" } as const;

/** Standard output that is kept. */
function capture() {
  const parts: Uint8Array[] = [];
  const write = (buffers: Uint8Array[]) => {
    parts.push(...buffers.map((buffer) => buffer.slice()));
    return buffers.reduce((sum, { length }) => sum + length, 0);
  };
  return { isTerminal: false, write, text: () => Buffer.concat(parts).toString() };
}

/** Makes the calls in this thread, and returns the line that each printed. */
function calls(list: string[], options: Partial<WASIOptions> = {}): string[] {
  const stdout = capture();
  const wasi = new WASI({ ...preview1, args: ["probe", ...list], stdout, ...options });
  expect(wasi.start(new WebAssembly.Instance(probe, wasi.getImportObject()))).toBe(0);
  return stdout.text().trimEnd().split("\n");
}

function instanceOf(text: string, imports: WebAssembly.Imports): WebAssembly.Instance {
  return new WebAssembly.Instance(new WebAssembly.Module(readFileSync(moduleOf(text))), imports);
}

test("takes the place of node:wasi: the same options, the same calls, the same output", () => {
  const folder = folderWith({ "a.txt": "hello\n" });
  const args = ["probe", "path_open 3 1 'a.txt' 0 2 2 0 *4", "fd_read 4 iov:16 *4", "args_sizes_get *4 *4"];
  const run = (Class: typeof WASI, name: string) => {
    const stdout = openSync(join(folder, name), "w");
    const wasi = new Class({ ...preview1, args, env: { NAME: "value" }, preopens: { "/data": folder }, stdout });
    const code = wasi.start(new WebAssembly.Instance(probe, wasi.getImportObject() as WebAssembly.Imports));
    closeSync(stdout);
    return { code, output: readFileSync(join(folder, name), "utf8"), names: Object.keys(wasi.getImportObject()) };
  };
  const ours = run(WASI, "ours.out");
  expect(ours.output).toContain("fd_read 0 'hello\\n'");
  expect(ours).toEqual(run(NodeWASI as unknown as typeof WASI, "theirs.out"));
});

describe("life of an instance", () => {
  const command = (body: string) => `(module (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
    (memory (export "memory") 1) (func (export "_start") ${body}))`;
  const reactor = `(module (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
    (memory (export "memory") 1) (global $ready (mut i32) (i32.const 0))
    (func (export "_initialize") (global.set $ready (i32.const 1)))
    (func (export "ready") (result i32) (global.get $ready)) (func (export "leave") (call $exit (i32.const 7))))`;

  test("start returns the exit code", () => {
    for (const [body, code] of [
      ["", 0],
      ["(call $exit (i32.const 3))", 3],
    ] as const) {
      const wasi = new WASI(preview1);
      expect(wasi.start(instanceOf(command(body), wasi.getImportObject()))).toBe(code);
    }
  });

  test("a trap comes out as the engine throws it", () => {
    const wasi = new WASI(preview1);
    const instance = instanceOf(command("unreachable"), wasi.getImportObject());
    expect(() => wasi.start(instance)).toThrow(WebAssembly.RuntimeError);
  });

  test("initialize, and exports that may exit", () => {
    const wasi = new WASI(preview1);
    const instance = instanceOf(reactor, wasi.getImportObject());
    wasi.initialize(instance);
    const { ready, leave } = instance.exports as Record<string, () => number>;
    expect(ready?.()).toBe(1);
    expect(leave).toThrow(ProcessExit);
    wasi.close();
  });

  test("a memory that the instance does not export", () => {
    const wasi = new WASI(preview1);
    const memory = new WebAssembly.Memory({ initial: 1 });
    const instance = instanceOf(`(module (func (export "nothing")))`, {});
    wasi.finalizeBindings(instance, { memory });
    expect(wasi.wasiImport.clock_time_get?.(1, 0n, 8)).toBe(0);
    wasi.close();
  });

  test.each([
    ["start of a reactor", reactor, "start", "_start must be a function"],
    ["initialize of a command", command(""), "initialize", "_start must be undefined"],
    ["no memory", `(module (func (export "_start")))`, "start", "memory must be a WebAssembly.Memory"],
  ] as const)("refuses %s", (_, text, method, message) => {
    const wasi = new WASI(preview1);
    const instance = instanceOf(text, wasi.getImportObject());
    expect(() => wasi[method](instance)).toThrow(message);
  });

  test("starts once", () => {
    const wasi = new WASI(preview1);
    const instance = instanceOf(command(""), wasi.getImportObject());
    wasi.start(instance);
    expect(() => wasi.start(instance)).toThrow(expect.objectContaining({ code: "ERR_WASI_ALREADY_STARTED" }));
  });
});

test.each([
  [{}, "options.version"],
  [{ version: "preview2" }, "options.version"],
  [{ ...preview1, args: "text" }, "options.args"],
  [{ ...preview1, args: ["a\0b"] }, "options.args"],
  [{ ...preview1, env: { A: 1 } }, "options.env"],
  [{ ...preview1, preopens: { "/": 3 } }, "options.preopens"],
  [{ ...preview1, stdin: "x" }, "options.stdin"],
  [{ ...preview1, returnOnExit: 1 }, "options.returnOnExit"],
  [{ ...preview1, limits: { openFiles: 0 } }, "limits.openFiles"],
  [{ ...preview1, limits: { opened: 9 } }, "limits.opened"],
  [{ ...preview1, listen: ["nowhere"] }, "not an address"],
])("refuses %j", (options, named) => {
  expect(() => new WASI(options as WASIOptions)).toThrow(named);
});

test("a directory that is not there is the system's error", () => {
  expect(() => new WASI({ ...preview1, preopens: { "/": "./nothing here" } })).toThrow("ENOENT");
});

test("wasi_unstable: its own layouts and numbers", () => {
  const unstable = `(module
    (import "wasi_unstable" "fd_seek" (func $seek (param i32 i64 i32 i32) (result i32)))
    (import "wasi_unstable" "path_filestat_get" (func $stat (param i32 i32 i32 i32 i32) (result i32)))
    (import "wasi_unstable" "path_open" (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
    (import "wasi_unstable" "poll_oneoff" (func $poll (param i32 i32 i32 i32) (result i32)))
    (memory (export "memory") 1) (data (i32.const 0) "a.txt")
    (func (export "stat") (result i32) (call $stat (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 5) (i32.const 64)))
    (func (export "seek_end") (result i32)
      (drop (call $open (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 5) (i32.const 0) (i64.const 38) (i64.const 0)
        (i32.const 0) (i32.const 16)))
      (call $seek (i32.const 4) (i64.const -1) (i32.const 1) (i32.const 24)))
    (func (export "wait") (result i32)
      (i64.store (i32.const 200) (i64.const 77))
      (i32.store (i32.const 224) (i32.const 1))
      (i64.store (i32.const 232) (i64.const 1000))
      (call $poll (i32.const 200) (i32.const 300) (i32.const 1) (i32.const 28))))`;
  const wasi = new WASI({ version: "unstable", preopens: { "/": MemoryDirectory.of({ "a.txt": "hello" }) } });
  const instance = instanceOf(unstable, wasi.getImportObject());
  wasi.initialize(instance);
  const { stat, seek_end, wait, memory } = instance.exports as Record<string, () => number> & {
    memory: WebAssembly.Memory;
  };
  const view = new DataView(memory.buffer);
  expect(stat?.()).toBe(0);
  expect([view.getUint8(64 + 16), view.getUint32(64 + 20, true), view.getBigUint64(64 + 24, true)]).toEqual([4, 1, 5n]);
  expect(seek_end?.()).toBe(0);
  expect(view.getBigUint64(24, true)).toBe(4n);
  expect(wait?.()).toBe(0);
  expect(view.getBigUint64(300, true)).toBe(77n);
  wasi.close();
});

test("files in memory: what the guest writes is there afterwards", () => {
  const files = MemoryDirectory.of({ "in/a.txt": "hello" });
  const lines = calls(
    [
      "path_open 3 1 'in/a.txt' 0 2 2 0 *4",
      "fd_read 4 iov:16 *4",
      "path_open 3 1 'out' 1 0x42 2 0 *4",
      "fd_write 5 out:'new' *4",
    ],
    { preopens: { "/": files } },
  );
  expect(lines[1]).toBe("fd_read 0 'hello' 05000000");
  expect(Object.entries(files.contents()).map(([path, bytes]) => `${path}: ${Buffer.from(bytes)}`)).toEqual([
    "in/a.txt: hello",
    "out: new",
  ]);
});

test("a bundle that is read-only: every attempt to change it is EROFS", () => {
  const bundle = new ReadOnly(MemoryDirectory.of({ "a.txt": "hello", "sub/b.txt": "" }));
  const lines = calls(
    [
      ...["path_open 3 1 'a.txt' 0 2 2 0 *4", "fd_read 4 iov:16 *4", "path_open 3 1 'a.txt' 0 0x42 2 0 *4"],
      ...["path_open 3 1 'new' 1 2 2 0 *4", "path_create_directory 3 'new'", "path_unlink_file 3 'a.txt'"],
      ...["path_remove_directory 3 'sub'", "path_rename 3 'a.txt' 3 'b'", "path_link 3 0 'a.txt' 3 'b'"],
      ...["path_symlink 'a.txt' 3 'b'", "path_filestat_set_times 3 0 'a.txt' 1 1 5", "fd_filestat_set_times 4 1 1 5"],
      ...["path_open 3 1 'sub' 2 2 2 0 *4", "path_create_directory 5 'new'", "fd_filestat_set_times 5 1 1 5"],
    ],
    { preopens: { "/": bundle } },
  );
  expect(lines.map((line) => line.split(" ")[1])).toEqual([
    "0",
    "0",
    ...("69".repeat(10).match(/../g) ?? []),
    "0",
    "69",
    "69",
  ]);
});

test("limits", () => {
  const files = MemoryDirectory.of({ "a.txt": "hello" }, { capacity: 8 });
  const limits = { openFiles: 5, pathBytes: 5, subscriptions: 1, randomBytes: 8 };
  const lines = calls(
    [
      ...[
        "path_open 3 1 'a.txt' 0 0x42 2 0 *4",
        "path_open 3 1 'a.txt' 0 2 2 0 ~4",
        "path_open 3 1 'a.text' 0 2 2 0 ~4",
      ],
      ...["poll_oneoff sub:mono+1,mono+1 ~64 2 ~4", "random_get ~8 8", "random_get ~9 9"],
      ...["fd_write 4 out:'12345678' ~4", "fd_pwrite 4 out:'9' 8 ~4", "fd_filestat_set_size 4 0x100000000000"],
    ],
    { preopens: { "/": files }, limits },
  );
  expect(lines).toEqual([
    ...["path_open 0 04000000", "path_open 33", "path_open 37", "poll_oneoff 28", "random_get 0", "random_get 28"],
    ...["fd_write 0", "fd_pwrite 51", "fd_filestat_set_size 51"],
  ]);
});

test("more buffers than the limit are left for the next call", () => {
  const wasi = new WASI({ ...preview1, stdout: capture(), limits: { buffers: 2 } });
  const memory = new WebAssembly.Memory({ initial: 1 });
  wasi.finalizeBindings(instanceOf(`(module)`, {}), { memory });
  const words = new Uint32Array(memory.buffer);
  const write = (lengths: number[]) => {
    words.set(
      lengths.flatMap((length) => [100, length]),
      0,
    );
    return [wasi.wasiImport.fd_write?.(1, 0, lengths.length, 96), words[24]];
  };
  expect(write([1, 2, 3])).toEqual([0, 3]);
  expect(write([0, 2, 3])).toEqual([0, 2]);
  expect(write([0, 0])).toEqual([0, 0]);
  expect(write([0, 0, 3])[0]).toBe(28);
});

test("trace", () => {
  const lines: string[] = [];
  calls(["sched_yield"], { trace: (line) => lines.push(line) });
  expect(lines).toContain("sched_yield() = 0");
});

/** A script that runs a guest on its main thread. */
function script(text: string, stdin: "pipe" | "ignore" = "ignore"): Running {
  const folder = folderWith({ "main.mjs": text });
  const child: ChildProcess = spawn(process.execPath, [join(folder, "main.mjs")], { stdio: [stdin, "pipe", "pipe"] });
  return new Running(child);
}

const entry = JSON.stringify(join(repository, "dist/hosts/node/wasi.js"));

test("standard input that is idle wakes no timer, and comes while the thread is blocked", async () => {
  const guest = script(
    `import { readFileSync } from "node:fs"; import { WASI } from ${entry};
    const args = ["probe", "poll_oneoff sub:read:0,mono+1000000 *64 2 *4", "fd_read 0 iov:16 *4", "fd_read 0 iov:16 *4"];
    const wasi = new WASI({ version: "preview1", args });
    const { instance } = await WebAssembly.instantiate(readFileSync(${JSON.stringify(await fixture("probe"))}), wasi.getImportObject());
    console.log("ended with", wasi.start(instance));`,
    "pipe",
  );
  await guest.printed("type 0");
  guest.child.stdin?.end("hello");
  const { stdout, code } = await guest.end();
  expect(stdout.split("\n").slice(1)).toEqual([
    "fd_read 0 'hello' 05000000",
    "fd_read 0 '' 00000000",
    "ended with 0",
    "",
  ]);
  expect(code).toBe(0);
});

test("listening sockets, and what was sent last goes out after the guest's end", async () => {
  const guest = script(
    `import { readFileSync } from "node:fs"; import { WASI } from ${entry};
    const wasi = new WASI({ version: "preview1", args: ["serve", "1", "once"], listen: ["127.0.0.1:0"] });
    console.error("port", wasi.addresses[0].port);
    const { instance } = await WebAssembly.instantiate(readFileSync(${JSON.stringify(await fixture("serve"))}), wasi.getImportObject());
    wasi.start(instance);`,
  );
  const port = Number(await guest.matched(/port (\d+)/));
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  let answer = "";
  socket.on("data", (part) => {
    answer += part;
  });
  const over = new Promise((resolve) => socket.once("end", resolve));
  socket.end("hello");
  await over;
  expect(answer).toBe("hello");
  expect((await guest.end()).code).toBe(0);
});

test("returnOnExit: false ends the process", async () => {
  const guest = script(
    `import { readFileSync } from "node:fs"; import { WASI } from ${entry};
    const wasi = new WASI({ version: "preview1", args: ["probe", "proc_exit 5"], returnOnExit: false });
    const { instance } = await WebAssembly.instantiate(readFileSync(${JSON.stringify(await fixture("probe"))}), wasi.getImportObject());
    wasi.start(instance);
    console.log("not here");`,
  );
  expect(await guest.end()).toMatchObject({ code: 5, stdout: "" });
});
