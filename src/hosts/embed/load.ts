// `load`: a module of AssemblyScript as an object of JavaScript.
//
//   module ──▶ interfaceOf    what it exports and imports, with types
//          ──▶ guest-functions.ts, guest-classes.ts, host-functions.ts ─▶ lift.ts, lower.ts   values
//                                                                      ─▶ futures.ts          promises
//          ──▶ instance.ts    calls, turns (turns.ts), output (output.ts), the end

import { instantiate } from "@assemblyscript/loader";
import { type Interface, VERSION } from "../../interface/description.js";
import { interfaceOf } from "../../interface/section.js";
import { HostError } from "../host.js";
import { hasExport } from "../preview1.js";
import type { OutputSink } from "../web/output.js";
import { Futures } from "./futures.js";
import { GuestMemory, type HostedExports } from "./guest.js";
import { guestClasses } from "./guest-classes.js";
import { type GuestFunction, guestFunctions } from "./guest-functions.js";
import { type HostFunction, hostFunctions } from "./host-functions.js";
import { Instance } from "./instance.js";
import { GuestOutput } from "./output.js";
import { isSuspending, SuspendableStack } from "./suspendable-stack.js";
import { type MakeAlarm, TimerAlarm } from "./turns.js";

export interface LoadOptions {
  /**
   * The functions that the guest imports, by module and name. Those that it declares to return a promise may be async; they
   * get one argument more, `{ signal }`, which is aborted when the guest cancels the call.
   */
  imports?: Readonly<Record<string, Readonly<Record<string, HostFunction>>>>;
  /** Closes the service when it is aborted. */
  signal?: AbortSignal;
  /** Gets what the guest prints; the console by default. */
  stdout?: OutputSink;
  stderr?: OutputSink;
  /** What the guest's `Math.random` comes from; chosen at random by default. */
  seed?: bigint;
}

/** A module in use. */
export interface Service<Exports = Readonly<Record<string, GuestFunction>>> {
  /** What the module exports. Async functions return promises. */
  readonly exports: Exports;
  /** Whether calls may be made: it was not closed, and has not trapped. */
  readonly isAlive: boolean;
  /** Calls that have begun and not ended. */
  readonly inFlight: { readonly guest: number; readonly host: number };
  /** The module's memory: how much it has taken. What is in it is the guest's. */
  readonly memory: WebAssembly.Memory;
  /** Ends it: calls in flight are rejected, later ones throw, timers are stopped. */
  close(reason?: unknown): void;
}

/** Instantiates a compiled module. `name` is what messages call it; `makeAlarm` makes what wakes it. */
export async function loadModule<Exports>(
  name: string,
  module: WebAssembly.Module,
  { imports = {}, signal, stdout, stderr, seed = randomSeed() }: LoadOptions,
  makeAlarm: MakeAlarm = (ring) => new TimerAlarm(ring),
): Promise<Service<Exports>> {
  signal?.throwIfAborted();
  const description = readInterface(name, module);
  const suspends = Object.values(imports).some((functions) => Object.values(functions).some(isSuspending));
  const stack = suspends ? new SuspendableStack() : undefined;
  let loaded: { instance: Instance; futures: Futures } | undefined;
  const hosted = hostFunctions(name, description, imports, () => {
    if (!loaded) throw new Error("a function of the host was called before its module was instantiated");
    return loaded;
  });
  const { instance: wasm, exports: runtime } = await instantiate(module, hosted);
  const { exports } = wasm;
  const output = new GuestOutput(stdout, stderr);
  const guest = exports as unknown as HostedExports;
  const memory = exports.memory as WebAssembly.Memory;
  const instance = new Instance(guest, new GuestMemory(runtime, memory), output, description, makeAlarm, stack);
  const futures = new Futures(instance);
  loaded = { instance, futures };
  const used = { instance, futures, exports };
  guest.set_seed(seed);
  instance.enter(() => instance.invoke(() => guest._initialize()));
  const close = (reason: unknown = closed(name)) => instance.end(reason);
  signal?.addEventListener("abort", () => close(signal.reason), { once: true });
  return {
    exports: Object.fromEntries([...guestFunctions(used), ...guestClasses(used)]) as Exports,
    get isAlive() {
      return !instance.hasEnded;
    },
    get inFlight() {
      return futures.counts;
    },
    memory,
    close,
  };
}

const NOTHING: Interface = { version: VERSION, exports: {}, imports: {}, classes: [] };

/** What a module exports and imports. One that has a `main` alone does not say so. */
function readInterface(name: string, module: WebAssembly.Module): Interface {
  const refuse = (why: string) => {
    const remedy = "Build it with `pollen build --target hosted`, of the same version as this package.";
    return new HostError("POLLEN_E_INTERFACE", `cannot embed ${name}: ${why}`, remedy);
  };
  if (!hasExport(module, "set_time", "function")) throw refuse("it was not built for the target hosted");
  let description: Interface;
  try {
    description = interfaceOf(module) ?? NOTHING;
  } catch (error) {
    throw refuse((error as Error).message);
  }
  if (description.version === VERSION) return description;
  throw refuse(`its interface has version ${description.version}, and this package knows ${VERSION}`);
}

function closed(name: string): HostError {
  return new HostError("POLLEN_E_CLOSED", `${name} was closed`, "Load it anew, or close it later.");
}

function randomSeed(): bigint {
  return crypto.getRandomValues(new BigInt64Array(1))[0] as bigint;
}
