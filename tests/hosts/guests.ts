// Guest programs for the tests of the hosts, and ways to run them.

import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import asc from "assemblyscript/asc";
import binaryen from "assemblyscript/binaryen";
import type { HostName, RunRequest, Waiting } from "../../src/hosts/index.js";
import { findHost, requireHost } from "../setup/hosts.js";
import { repository } from "../setup/pollen.js";

const built = join(repository, "build/host-guests");

/** Compiles a program of wasi-fixtures/hosts, once for each version of its source. */
export async function fixture(name: "probe" | "copy" | "serve"): Promise<string> {
  const source = `wasi-fixtures/hosts/${name}.ts`;
  const file = join(built, `${name}-${hash(readFileSync(join(repository, source)))}.wasm`);
  if (existsSync(file)) return file;
  mkdirSync(built, { recursive: true });
  const partial = `${file}.${process.pid}`;
  const options = ["--runtime", "stub", "-O1", "--exportStart", "_start", "--outFile", partial];
  const abort = `abort=${source.replace(".ts", "")}/${name}Abort`;
  const { error, stderr } = await asc.main([source, "--baseDir", repository, ...options, "--use", abort]);
  if (error) throw new Error(`${source} does not compile: ${stderr.toString()}`);
  renameSync(partial, file); // other test files may be compiling the same
  return file;
}

/** A module written in WebAssembly's text format. */
export function moduleOf(text: string): string {
  mkdirSync(built, { recursive: true });
  const file = join(built, `text-${hash(text)}.wasm`);
  if (existsSync(file)) return file;
  binaryen.setDebugInfo(true);
  writeFileSync(`${file}.${process.pid}`, binaryen.parseText(text).emitBinary());
  renameSync(`${file}.${process.pid}`, file);
  return file;
}

function hash(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex").slice(0, 16);
}

/** `node24`: our own host on Node 24, where guests are suspended while they wait. */
export type TestHost = HostName | "node24";

/** Our own host, on this Node and on Node 24, if that is here; under CI it must be. */
export function ownHosts(): TestHost[] {
  return ["node", ...(["node24"] as const).filter(requireHost)];
}

/** The hosts in JavaScript. */
export function javaScriptHosts(): TestHost[] {
  return ["wasmer-js", ...ownHosts()];
}

/** The hosts that are here; under CI all of them must be. */
export function hostsHere(): TestHost[] {
  return [...javaScriptHosts(), ...(["wasmtime", "wasmer"] as const).filter(requireHost)];
}

/** Our own host in each way in which a guest can wait. */
export function waysToWait(): { name: string; host: TestHost; waiting: Waiting }[] {
  const [node24] = (["node24"] as const).filter(requireHost);
  return [
    { name: "this Node, blocked", host: "node", waiting: "block" },
    ...(node24 ? (["suspend", "block"] as const) : []).map((waiting) => {
      return { name: `Node 24, ${waiting}`, host: "node24" as const, waiting };
    }),
  ];
}

export interface GuestOptions extends Partial<Omit<RunRequest, "file">> {
  nonBlockingOutput?: boolean;
  /** File that gets `{ cpuMs, wallMs }` of the host's process. */
  cpuReport?: string;
  /** The host may end the probe: what it answered until then counts. */
  mayFail?: boolean;
}

/** The command line that runs the module on the host, for `spawn` or for a shell. */
export function command(host: TestHost, file: string, options: GuestOptions = {}): string[] {
  const { nonBlockingOutput, cpuReport, mayFail: _, ...given } = options;
  const request = { args: [], env: {}, preopens: [], ...given, file };
  const driver = join(repository, "tests/hosts/run-guest.js");
  const [node, name] = host === "node24" ? [findHost(host) as string, "node"] : [process.execPath, host];
  return [node, driver, JSON.stringify({ host: name, request, nonBlockingOutput, cpuReport })];
}

export class Running {
  stdout = Buffer.alloc(0);
  stderr = Buffer.alloc(0);
  readonly #ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  #arrived = () => {};

  constructor(readonly child: ChildProcess) {
    child.stdout?.on("data", (data: Buffer) => {
      this.stdout = Buffer.concat([this.stdout, data]);
      this.#arrived();
    });
    child.stderr?.on("data", (data: Buffer) => {
      this.stderr = Buffer.concat([this.stderr, data]);
      this.#arrived();
    });
    child.stdin?.on("error", () => {}); // the guest may end before it has read everything
    this.#ended = new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => {
        resolve({ code, signal });
        this.#arrived();
      });
    });
  }

  /** Waits until the guest has printed the text. */
  async printed(text: string): Promise<void> {
    while (!this.stdout.includes(text)) {
      if (this.child.exitCode !== null) throw new Error(`ended without printing ${text}: ${this.stdout}${this.stderr}`);
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
    }
  }

  /** Waits until standard error matches, and returns the first group. */
  async matched(pattern: RegExp): Promise<string> {
    for (;;) {
      const [, group] = pattern.exec(this.stderr.toString()) ?? [];
      if (group !== undefined) return group;
      if (this.child.exitCode !== null)
        throw new Error(`ended without printing ${pattern}: ${this.stdout}${this.stderr}`);
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
    }
  }

  /** Waits for its end. */
  async end(): Promise<{ code: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string }> {
    const ended = await this.#ended;
    return { ...ended, stdout: this.stdout.toString(), stderr: this.stderr.toString() };
  }
}

export type Stdio = "pipe" | "ignore" | number;

/** Starts the module on the host; standard input is /dev/null unless said otherwise. */
export function start(host: TestHost, file: string, options: GuestOptions = {}, stdin: Stdio = "ignore"): Running {
  const [program = "", ...args] = command(host, file, options);
  const spawnOptions: SpawnOptions = { stdio: [stdin, "pipe", "pipe"] };
  return new Running(spawn(program, args, spawnOptions));
}

/** Starts a program, with /dev/null as standard input. */
export function spawned(program: string, args: readonly string[]): Running {
  return new Running(spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] }));
}

/** Starts a shell script in which `$GUEST` runs the module on the host, and `$GUEST_COMMAND` has the same as one word. */
export function startShell(script: string, host: TestHost, file: string, options: GuestOptions = {}): Running {
  const quoted = command(host, file, options).map((word) => `'${word.replaceAll("'", "'\\''")}'`);
  const line = quoted.join(" ");
  const text = script.replaceAll(/\$GUEST\b/g, () => line);
  const env = { ...process.env, GUEST_COMMAND: line };
  return new Running(spawn("bash", ["-c", text], { env, stdio: ["pipe", "pipe", "pipe"] }));
}

/** Makes the calls on the host and returns the line that each printed. */
export async function probe(host: TestHost, calls: string[], options: GuestOptions = {}): Promise<string[]> {
  const { code, stdout, stderr } = await start(host, await fixture("probe"), { ...options, args: calls }).end();
  if (code !== 0 && !options.mayFail) throw new Error(`the probe ended with ${code}: ${stdout}${stderr}`);
  return stdout.trimEnd().split("\n");
}
