// Runs the calls of the conformance suite on each host, in a world of its own, and tells what that world is afterwards.

import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DiskDirectory } from "../../../src/hosts/node/disk.js";
import { Filetype } from "../../../src/hosts/wasi/abi.js";
import type { Directory, OpenFile } from "../../../src/hosts/wasi/files.js";
import { MemoryDirectory } from "../../../src/hosts/wasi/memory-files.js";
import { Wasi, type WasiOptions } from "../../../src/hosts/wasi/wasi.js";
import { findHost } from "../../setup/hosts.js";
import { folderWith } from "../../setup/pollen.js";
import { fixture, spawned } from "../guests.js";

/** The hosts that ours is compared with. */
export type OtherHost = "wasmtime" | "wasmer" | "wazero";
/** Our host on the disk and in memory, and the others. */
export type ConformanceHost = "disk" | "memory" | OtherHost;

export interface Outcome {
  /** What each call answered, or one of the two below. */
  answers: string[];
  /** Every path of the world with what is there. */
  world: string[];
}

/** In place of an answer: the host ended the guest at this call. */
export const ENDED = "(the guest is ended)";
/** In place of an answer: the guest was ended before. */
const NOT_MADE = "(not made)";

const files = { "a.txt": "hello\n", "b.txt": "", "full/file": "x" };
const folders = ["sub", "full", "full/inner"];
const links = { link: "a.txt", sublink: "sub", loop: "loop", up: "../x", gone: "none" };

/** @param apart the calls do not build on each other: when one ends the guest, the next are made by a new one */
export async function outcome(host: ConformanceHost, calls: readonly string[], apart = false): Promise<Outcome> {
  if (host === "memory") {
    const world = worldInMemory();
    return {
      answers: await inProcess(calls, { preopens: [{ name: "/data", directory: world }] }),
      world: listing(world),
    };
  }
  const folder = worldOnDisk();
  const directory = DiskDirectory.at(folder);
  const answers =
    host === "disk"
      ? await inProcess(calls, { preopens: [{ name: "/data", directory }] })
      : await onProgram(host, calls, folder, apart);
  return { answers, world: listing(DiskDirectory.at(folder)) };
}

/** The command line that runs a module with these arguments, the folder as its only directory. */
const commands: Record<OtherHost, (folder: string, module: string, args: readonly string[]) => string[]> = {
  wasmtime: (folder, module, args) => [
    ...["run", "--argv0", "probe", "--env", "NAME=value", "--dir", `${folder}::/data`, module, ...args],
  ],
  wasmer: (folder, module, args) => [
    ...["run", "--quiet", "--env", "NAME=value", "--volume", `${folder}:/`, module, "--", ...args],
  ],
  wazero: (folder, module, args) => ["run", "-env", "NAME=value", "-mount", `${folder}:/data`, module, ...args],
};

async function onProgram(host: OtherHost, calls: readonly string[], folder: string, apart: boolean): Promise<string[]> {
  const module = await fixture("probe");
  const run = async (some: readonly string[]): Promise<string[]> => {
    const args = host === "wasmer" ? some.map(forWasmer) : some;
    const { code, stdout } = await spawned(findHost(host) as string, commands[host](folder, module, args)).end();
    const answers = stdout.split("\n").slice(0, -1);
    if (code === 0 && answers.length === some.length) return answers;
    const rest = some.slice(answers.length + 1);
    return [...answers, ENDED, ...(apart && rest.length > 0 ? await run(rest) : rest.map(() => NOT_MADE))];
  };
  return run(calls);
}

/**
 * The same call with the numbers that wasmer gives: it has three descriptors for its root, of which 4 is as good as any,
 * and what is 4 elsewhere is 6.
 */
function forWasmer(call: string): string {
  const shifted = (digits: string) => {
    const fd = Number(digits);
    return `${fd === 3 ? 4 : fd > 3 && fd < 20 ? fd + 2 : fd}`;
  };
  return call
    .replace(/^((?:fd|path|sock)_\w+) (\d+)/, (_, name, fd) => `${name} ${shifted(fd)}`)
    .replace(/^(fd_renumber \d+|path_symlink '.*') (\d+)/, (_, start, fd) => `${start} ${shifted(fd)}`)
    .replace(/^(path_(?:link|rename) \d+ (?:\d+ )?'[^']*') (\d+)/, (_, start, fd) => `${start} ${shifted(fd)}`)
    .replace(/(read|write):(\d+)/g, (_, way, fd) => `${way}:${shifted(fd)}`);
}

/** On our host, in this process, where time passes only when the guest waits. */
export async function inProcess(calls: readonly string[], options: Partial<WasiOptions>): Promise<string[]> {
  let now = 0n;
  let text = "";
  const decoder = new TextDecoder();
  const clock = () => now;
  const write = (buffers: Uint8Array[]) => {
    for (const buffer of buffers) text += decoder.decode(buffer, { stream: true });
    return buffers.reduce((sum, { length }) => sum + length, 0);
  };
  const wasi = new Wasi({
    args: ["probe", ...calls],
    env: { NAME: "value" },
    stdin: { isTerminal: false, read: () => 0, available: () => 1 },
    stdout: { isTerminal: false, write },
    stderr: { isTerminal: false, write },
    preopens: [],
    clocks: { realtime: clock, monotonic: clock, resolution: { realtime: 1n, monotonic: 1n } },
    sleeper: {
      token: () => 0,
      wait: (_, ms) => {
        now += BigInt(Math.ceil(ms * 1e6));
      },
    },
    ...options,
  });
  const module = await WebAssembly.compile(readFileSync(await fixture("probe")));
  wasi.start(new WebAssembly.Instance(module, wasi.imports));
  return text.split("\n").slice(0, -1);
}

function worldOnDisk(): string {
  const folder = folderWith({});
  for (const name of folders) mkdirSync(join(folder, name));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  for (const [name, target] of Object.entries(links)) symlinkSync(target, join(folder, name));
  return folder;
}

export function worldInMemory(capacity?: number): MemoryDirectory {
  const root = MemoryDirectory.of(files, capacity === undefined ? {} : { capacity });
  for (const name of folders.filter((name) => name !== "full")) root.createDirectory(name);
  for (const [name, target] of Object.entries(links)) root.symlink(target, name);
  return root;
}

function listing(directory: Directory, before = ""): string[] {
  const lines = directory.entries().flatMap(({ name, filetype }) => {
    if (filetype === Filetype.SYMBOLIC_LINK) return [`${before}${name} -> ${directory.readlink(name)}`];
    const options = { read: true, write: false, create: false, exclusive: false, truncate: false };
    const opened = directory.open(name, { ...options, directory: false, follow: false });
    const found =
      "entries" in opened
        ? [`${before}${name}/`, ...listing(opened, `${before}${name}/`)]
        : [`${before}${name}: ${textOf(opened)}`];
    return found;
  });
  directory.close();
  return lines.sort();
}

function textOf(file: OpenFile): string {
  const bytes = new Uint8Array(Number(file.stat().size));
  file.read([bytes], 0);
  file.close();
  return bytes.length > 100 ? `${bytes.length} bytes` : Buffer.from(bytes).toString();
}
