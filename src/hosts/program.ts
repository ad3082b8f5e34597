// What the hosts that are separate programs have in common: finding the program, asking for its version, running it.

import { execFile, spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { constants as system } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { HostError, type HostInfo, type HostName } from "./host.js";

export interface Program {
  name: Extract<HostName, "wasmtime" | "wasmer">;
  /** Environment variable that names the program, before PATH is searched. */
  variable: string;
  capabilities: string[];
  install: string;
}

const FORWARDED: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];

export async function describeProgram(program: Program): Promise<HostInfo> {
  const { name, capabilities, install } = program;
  try {
    const { stdout } = await promisify(execFile)(find(program), ["--version"]);
    const version = /\d+\.\d+\S*/.exec(stdout)?.[0] ?? stdout.trim();
    return { name, available: true, version, capabilities, install };
  } catch (error) {
    return { name, available: false, capabilities, install, reason: (error as Error).message };
  }
}

/** Runs the program with this process's own standard input, output and error, and returns its exit code. */
export function runProgram(program: Program, args: readonly string[]): Promise<number> {
  const path = find(program);
  return new Promise((resolve, reject) => {
    const child = spawn(path, args, { stdio: "inherit" });
    const forward = (signal: NodeJS.Signals) => child.kill(signal);
    for (const signal of FORWARDED) process.on(signal, forward);
    const release = () => {
      for (const signal of FORWARDED) process.off(signal, forward);
    };
    child.once("error", (error) => {
      release();
      reject(missing(program, `${path} does not start: ${error.message}`));
    });
    child.once("exit", (code, signal) => {
      release();
      resolve(code ?? 128 + system.signals[signal as NodeJS.Signals]);
    });
  });
}

function find(program: Program): string {
  const named = process.env[program.variable];
  const candidates = named
    ? [named]
    : (process.env.PATH ?? "").split(delimiter).map((directory) => join(directory, program.name));
  const found = candidates.find(isExecutable);
  if (found !== undefined) return found;
  const where = named ? `$${program.variable} is ${named}, which cannot be executed` : "it is not on PATH";
  throw missing(program, where);
}

function missing({ name, variable, install }: Program, reason: string): HostError {
  const remedy = `${install}; or set ${variable} to the program.`;
  return new HostError("POLLEN_E_HOST_MISSING", `the host ${name} is missing: ${reason}`, remedy);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
