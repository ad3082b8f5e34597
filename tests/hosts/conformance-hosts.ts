// Runs the calls of the conformance suite on each host, in a world of its own, and tells what that world is afterwards.

import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Directory, DiskDirectory, Filetype, MemoryDirectory, type OpenFile, WASI } from "as-pollen/wasi";
import { findHost } from "../setup/hosts.js";
import { folderWith } from "../setup/pollen.js";
import { fixture, probe, spawned } from "./guests.js";

/** Our host on the disk and in memory, and those that it is compared with. */
export type ConformanceHost = "disk" | "memory" | "wasmtime" | "wasmer" | "wazero";

export interface Outcome {
  /** What each call answered, up to where the host ended the guest. */
  answers: string[];
  /** Every path of the world with what is there. */
  world: string[];
}

const files = { "a.txt": "hello\n", "b.txt": "", "full/file": "x" };
const folders = ["sub", "full", "full/inner"];
const links = { link: "a.txt", sublink: "sub", loop: "loop", up: "../x", gone: "none" };
const env = { NAME: "value" };

export async function outcome(host: ConformanceHost, calls: readonly string[]): Promise<Outcome> {
  if (host === "memory") {
    const world = worldInMemory();
    return { answers: await inProcess(calls, world), world: listing(world) };
  }
  const folder = worldOnDisk();
  const world = () => DiskDirectory.at(folder);
  const answers = host === "disk" ? await inProcess(calls, world()) : await onProgram(host, calls, folder);
  return { answers, world: listing(world()) };
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

type Program = Exclude<ConformanceHost, "disk" | "memory">;

async function onProgram(host: Program, calls: readonly string[], folder: string): Promise<string[]> {
  if (host === "wazero") {
    const options = ["run", "-mount", `${folder}:/data`, "-env", "NAME=value", await fixture("probe"), ...calls];
    const { stdout } = await spawned(findHost("wazero") as string, options).end();
    return stdout.trimEnd().split("\n");
  }
  const guest = host === "wasmer" ? "/" : "/data";
  const list = host === "wasmer" ? calls.map(forWasmer) : [...calls];
  return probe(host, list, { env, argv0: "probe", preopens: [{ host: folder, guest }], mayFail: true });
}

async function inProcess(calls: readonly string[], world: Directory): Promise<string[]> {
  const end = { isTerminal: false, read: () => 0, available: () => 1 };
  let text = "";
  const decoder = new TextDecoder();
  const write = (buffers: Uint8Array[]) => {
    for (const buffer of buffers) text += decoder.decode(buffer, { stream: true });
    return buffers.reduce((sum, { length }) => sum + length, 0);
  };
  const stdout = { isTerminal: false, write };
  const preopens = { "/data": world };
  const options = { args: ["probe", ...calls], env, stdin: end, stdout, stderr: stdout, preopens };
  const wasi = new WASI({ version: "preview1", ...options });
  const module = await WebAssembly.compile(readFileSync(await fixture("probe")));
  wasi.start(new WebAssembly.Instance(module, wasi.getImportObject()));
  return text.trimEnd().split("\n");
}

function worldOnDisk(): string {
  const folder = folderWith({});
  for (const name of folders) mkdirSync(join(folder, name));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  for (const [name, target] of Object.entries(links)) symlinkSync(target, join(folder, name));
  return folder;
}

function worldInMemory(): MemoryDirectory {
  const root = MemoryDirectory.of(files);
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
  file.read([bytes], 0n);
  file.close();
  return bytes.length > 100 ? `${bytes.length} bytes` : Buffer.from(bytes).toString();
}
