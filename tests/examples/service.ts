// Builds the access-log service once a test file, and runs it through the command line as a user would.
import { type ChildProcess, type StdioOptions, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { HostName } from "../../src/hosts/index.js";
import { type ExternalHost, requireHost } from "../setup/hosts.js";
import { logs } from "./fixture.js";

export const cli = "dist/cli/main.js";

/** The hosts that are here; a missing one fails under CI. */
export const hostsHere: HostName[] = [
  "node",
  "wasmer-js",
  ...(["wasmtime", "wasmer"] as ExternalHost[]).filter((name) => requireHost(name)),
] as HostName[];

/** A folder of this test file, removed at its end; preopened as `/scratch`. */
export const scratch: string = mkdtempSync(join(tmpdir(), "access-log-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

export const module: string = join(scratch, "access-log.wasm");
const built = spawnSync(process.execPath, [cli, "build", "examples/access-log/main.ts", "-o", module]);
if (built.status !== 0) throw new Error(`the service does not build:\n${built.stderr}`);

export interface Run {
  child: ChildProcess;
  /** What standard error holds so far. */
  errors(): string;
  /** What standard output holds so far. */
  output(): string;
  /** Fulfilled when the predicate holds; asked whenever something was written. */
  until(predicate: () => boolean): Promise<void>;
  /** Fulfilled with the exit code when the service has ended and all its output is here. */
  ended: Promise<number | null>;
}

export interface Setting {
  args?: string[];
  stdio?: StdioOptions;
  /** More folders for the service, as `HOST::GUEST`. */
  folders?: string[];
  /** What starts the host: a program that runs the command it is given. */
  starter?: string[];
}

/** Starts the service on a host. */
export function start(host: HostName, { args = [], stdio = "pipe", folders = [], starter = [] }: Setting = {}): Run {
  const opened = [`${logs}::/logs`, `${scratch}::/scratch`, ...folders].flatMap((folder) => ["--dir", folder]);
  const command = [...starter, process.execPath, cli, "run", "--host", host, ...opened, module, "--", ...args];
  const child = spawn(command[0] as string, command.slice(1), { stdio });
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  const waiting = new Set<() => void>();
  const ask = () => {
    for (const check of waiting) check();
  };
  child.stdout?.on("data", (data: Buffer) => void output.push(data));
  child.stderr?.on("data", (data: Buffer) => void errors.push(data));
  child.stdout?.on("data", ask);
  child.stderr?.on("data", ask);
  child.stdin?.on("error", () => {}); // a service that ends early closes its input: the test looks at how it ended
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code));
  });
  const run: Run = {
    child,
    errors: () => Buffer.concat(errors).toString(),
    output: () => Buffer.concat(output).toString(),
    ended,
    until: (predicate) =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (!predicate()) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        void ended.then(() => reject(new Error(`the service ended too soon: ${run.errors()}`)));
        check();
      }),
  };
  return run;
}

/** Runs the service to its end on some input. */
export async function finished(host: HostName, args: string[], input: string | Uint8Array = "") {
  const run = start(host, { args });
  run.child.stdin?.end(input);
  return { code: await run.ended, output: run.output(), errors: run.errors() };
}
