// What a guest has around it: its host, the streams on its standard input and output, its storage.
//
//            ┌─ end() ───▶ outputs are written and closed, storage is saved
//   open ────┤
//            └─ abort() ─▶ outputs are broken off, storage is saved as far as possible

import { EventSleeper } from "../event-sleeper.js";
import { checkStrings } from "../strings.js";
import type { Sleeper } from "../wasi/context.js";
import type { Directory } from "../wasi/files.js";
import type { Limits } from "../wasi/limits.js";
import { Wasi, type WasiOptions } from "../wasi/wasi.js";
import { webClocks } from "./clocks.js";
import { type InputSource, SourceInput } from "./input.js";
import { programOf, withIsolates } from "./isolates.js";
import type { Way } from "./module.js";
import { type OutputSink, openOutput, type WebOutput } from "./output.js";
import { BlockingSleeper, neverSleeps } from "./sleepers.js";
import { StoredDirectory } from "./storage.js";

export interface RunOptions {
  /** The program's arguments, without its name. */
  args?: readonly string[];
  /** The program's name as it sees it; `main.wasm` by default. */
  argv0?: string;
  /** The program's whole environment. */
  env?: Readonly<Record<string, string>>;
  /** Standard input; empty by default. */
  stdin?: InputSource;
  /** Standard output; the console by default. */
  stdout?: OutputSink;
  /** Standard error; the console by default. */
  stderr?: OutputSink;
  /**
   * Directories that the program may use, by the names under which it sees them: in memory, or a browser's storage, which
   * is saved when the program has ended, in whatever way.
   */
  preopens?: Readonly<Record<string, Directory | StoredDirectory>>;
  /** What the program may ask for; each limit that is left out has its default. */
  limits?: Partial<Limits>;
  /** Ends the program where it next waits. */
  signal?: AbortSignal;
  /** Gets a line about each call of the program to its host. */
  trace?(line: string): void;
}

export class Surroundings {
  readonly wasi: Wasi;
  /** Where the host waits for events, and a guest that is suspended. */
  readonly sleeper: EventSleeper;
  readonly #stdin: SourceInput;
  readonly #outputs: Set<WebOutput>;
  readonly #storage: readonly StoredDirectory[];

  constructor(way: Way, module: WebAssembly.Module, options: RunOptions) {
    const { args = [], argv0 = "main.wasm", env = {}, preopens = {}, stdout, stderr } = options;
    checkStrings([argv0, ...args, ...Object.entries(env).flat(), ...Object.keys(preopens)]);
    this.sleeper = new EventSleeper({ signal: options.signal });
    this.#stdin = new SourceInput(options.stdin ?? [], this.sleeper.notify);
    const open = (sink: OutputSink | undefined, method: "log" | "error") =>
      openOutput(sink, method, this.sleeper.notify, way === "suspend");
    const output = open(stdout, "log");
    const errors = stderr && stderr === stdout ? output : open(stderr, "error");
    this.#outputs = new Set([output, errors]);
    this.#storage = Object.values(preopens).filter((files) => files instanceof StoredDirectory);
    const guest: WasiOptions = {
      args: [argv0, ...args],
      env,
      stdin: this.#stdin,
      stdout: output,
      stderr: errors,
      preopens: Object.entries(preopens).map(([name, files]) => ({ name, directory: directoryOf(files) })),
      clocks: webClocks(),
      sleeper: sleeperOf(way, this.sleeper),
      ...(options.limits && { limits: options.limits }),
      ...(options.trace && { trace: options.trace }),
    };
    // a thread that is blocked hears nothing of its workers
    const mayStart = way !== "block";
    this.wasi = new Wasi(mayStart ? withIsolates(guest, programOf(module, guest), this.sleeper.notify) : guest);
  }

  /** Reads standard input to its end, for a guest that will block the thread on which it would arrive. */
  readInput(): Promise<void> {
    return this.#stdin.readAll();
  }

  /** Whether an output has no room; the sleeper is notified when it has. */
  get isFull(): boolean {
    return [...this.#outputs].some((output) => output.isFull);
  }

  /** The guest has ended: waits until what it wrote has been taken, and what it changed is saved. */
  async end(): Promise<void> {
    this.#close();
    await Promise.all([...this.#outputs].map((output) => output.end()));
    for (const files of this.#storage) await files.save();
  }

  /** The guest has failed; that storage cannot be saved either goes unsaid. */
  async abort(reason: unknown): Promise<void> {
    this.#close();
    for (const output of this.#outputs) output.abort(reason);
    for (const files of this.#storage) await files.save().catch(() => {});
  }

  #close(): void {
    this.wasi.close();
    this.#stdin.close();
    this.sleeper.close();
  }
}

function directoryOf(files: Directory | StoredDirectory): Directory {
  return files instanceof StoredDirectory ? files.directory : files;
}

function sleeperOf(way: Way, events: EventSleeper): Sleeper {
  if (way === "tick") return neverSleeps;
  return way === "suspend" ? events : new BlockingSleeper();
}
