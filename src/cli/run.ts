import { rmSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Command } from "commander";
import type { Target } from "../compiler/targets.js";
import { type HostName, hosts, type ListenAddress } from "../hosts/index.js";
import { compile, compilerOptions } from "./build.js";
import { type OptionValues, option } from "./options.js";

/** What a program is built for, unless `--target` says so: on each host the system on which it can do most. */
const targetOf: Readonly<Record<HostName, Target>> = {
  node: "wasip1",
  "wasmer-js": "wasip1",
  wasmtime: "wasip1",
  wasmer: "wasix",
};

/** The first of these ends listening, and so a service, gracefully; the next one this process. */
const stops: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM"];
const endings: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];

type Options = Pick<
  OptionValues,
  "host" | "dir" | "env" | "listen" | "strace" | "target" | "world" | "addr" | "runtime" | "debug" | "optimize"
>;

/** `pollen run`: a module, or a program that is built first, with this process's standard streams and exit code. */
export function runCommand(): Command {
  return new Command("run")
    .description("run a .wasm module, or build and run a .ts program")
    .argument("<file>", "a .ts program or a .wasm module")
    .argument("[args...]", "arguments of the program; put -- before those that start with a dash")
    .addOption(option("host"))
    .addOption(option("dir"))
    .addOption(option("env"))
    .addOption(option("listen"))
    .addOption(option("strace"))
    .addOption(option("target"))
    .addOption(option("world"))
    .addOption(option("addr"))
    .addOption(option("runtime"))
    .addOption(option("debug"))
    .addOption(option("optimize"))
    .action(async (file: string, args: string[], options: Options, command: Command) => {
      for (const name of ["strace", "listen"] as const) {
        if (options[name] && options.host !== "node") command.error(`error: --${name} needs --host node`);
      }
      const serves = options.world === "http";
      if (serves && options.host !== "wasmtime") command.error("error: --world http needs --host wasmtime");
      if (serves && args.length > 0) command.error("error: a program of --world http gets no arguments");
      if (options.addr && !serves) command.error("error: --addr needs --world http");
      const start = (module: string) =>
        untilStopped(options.listen !== undefined, (stopListening) =>
          hostNamed(options.host).run({
            file: module,
            args,
            env: options.env ?? {},
            preopens: options.dir ?? [],
            listen: options.listen ?? [],
            onListen: (addresses) => addresses.forEach(tellAddress),
            strace: options.strace ?? false,
            argv0: basename(file).replace(/\.ts$/, ".wasm"),
            stopListening,
            ...(serves && { serve: options.addr ?? "127.0.0.1:8080" }),
          }),
        );
      process.exitCode = file.endsWith(".ts") ? await withModuleOf(file, options, start) : await start(file);
    });
}

/** Runs what may listen. */
async function untilStopped<T>(listens: boolean, run: (stopListening: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  if (listens) for (const signal of stops) process.once(signal, onSignal);
  try {
    return await run(stop.signal);
  } finally {
    for (const signal of stops) process.off(signal, onSignal);
  }
}

/** Builds into a temporary folder, which is removed when `use` ends, and when a signal ends this process. */
async function withModuleOf<T>(entry: string, options: Options, use: (module: string) => Promise<T>): Promise<T> {
  const wasm = await moduleFor(entry, options);
  const folder = await mkdtemp(join(tmpdir(), "pollen-run-"));
  const onSignal = (signal: NodeJS.Signals) => {
    rmSync(folder, { recursive: true, force: true });
    // A host that is a program of its own gets the signal passed on; without one, this process ends as it would have.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  for (const signal of endings) process.once(signal, onSignal);
  try {
    const module = join(folder, `${basename(entry, ".ts")}.wasm`);
    await writeFile(module, wasm);
    return await use(module);
  } finally {
    for (const signal of endings) process.off(signal, onSignal);
    await rm(folder, { recursive: true, force: true });
  }
}

/** What a module is built from, and for. */
export type ModuleOptions = Pick<OptionValues, "host" | "target" | "runtime" | "debug" | "optimize" | "world">;

/** Builds for the host. Requests are answered by components. On wasmtime modules have no sockets: a program that uses some is built again, as a component. */
export async function moduleFor(entry: string, options: ModuleOptions): Promise<Uint8Array<ArrayBuffer>> {
  const target = options.world === "http" ? "wasip2" : targetOf[options.host];
  const { wasm } = await compile({ ...compilerOptions({ target, ...options }), entry });
  if (options.host !== "wasmtime" || options.target !== undefined || options.world === "http") return wasm;
  const imports = WebAssembly.Module.imports(await WebAssembly.compile(wasm));
  if (!imports.some(({ name }) => name.startsWith("sock_"))) return wasm;
  return (await compile({ ...compilerOptions({ ...options, target: "wasip2" }), entry })).wasm;
}

/** On standard error: the program's own output stays as it is. */
function tellAddress({ host, port }: ListenAddress): void {
  process.stderr.write(`listening at ${host.includes(":") ? `[${host}]` : host}:${port}\n`);
}

function hostNamed(name: HostName) {
  const host = hosts().find((candidate) => candidate.name === name);
  if (!host) throw new Error(`host ${name} is in the options table but not in the list of hosts`);
  return host;
}
