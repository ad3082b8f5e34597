// A guest in the test's own process, where the test can call its exports: on Pollen's WASI host, with what it writes
// kept, and time in the test's hands or the system's.

import { fileURLToPath } from "node:url";
import { build, type Runtime } from "../../src/compiler/build.js";
import { Wasi } from "../../src/hosts/wasi/wasi.js";

export interface InstanceOptions {
  runtime?: Runtime;
  optimize?: string;
  flags?: string[];
}

export interface Instance<E> {
  readonly exports: E & { memory: WebAssembly.Memory };
  /** With which `_start` ended. */
  readonly code: number;
  /** Everything written to stdout so far. */
  stdout(): string;
  stderr(): string;
}

/** Compiles a program of wasi-fixtures. */
export async function compile(fixture: string, options: InstanceOptions = {}): Promise<WebAssembly.Module> {
  const entry = fileURLToPath(new URL(`../../wasi-fixtures/${fixture}`, import.meta.url));
  const { wasm } = await build({ entry, optimize: "-O3", ...options });
  return new WebAssembly.Module(wasm);
}

/** A string of the guest's. */
export function readString(memory: WebAssembly.Memory, address: number): string {
  const bytes = new DataView(memory.buffer).getUint32(address - 4, true);
  return Buffer.from(memory.buffer, address, bytes).toString("utf16le");
}

/**
 * Makes an instance and runs its `_start`.
 * @param step nanoseconds that pass with each look at the clock; none pass but these and those that the guest waits
 */
export function start<E>(module: WebAssembly.Module, step = 0n): Instance<E> {
  const written = { stdout: "", stderr: "" };
  let time = 0n;
  const output = (stream: keyof typeof written) => ({
    isTerminal: false,
    write(buffers: Uint8Array[]): number {
      const bytes = Buffer.concat(buffers);
      written[stream] += bytes.toString();
      return bytes.length;
    },
  });
  const wasi = new Wasi({
    args: ["guest"],
    env: {},
    stdin: { isTerminal: false, read: () => 0, available: () => 0 },
    stdout: output("stdout"),
    stderr: output("stderr"),
    preopens: [],
    clocks: { realtime: () => time, monotonic: () => (time += step), resolution: { realtime: 1n, monotonic: 1n } },
    sleeper: {
      token: () => 0,
      wait: (_, ms) => {
        time += BigInt(Math.ceil(ms * 1e6));
      },
    },
  });
  const instance = new WebAssembly.Instance(module, wasi.imports);
  const code = wasi.start(instance);
  const exports = instance.exports as unknown as Instance<E>["exports"];
  return { exports, code, stdout: () => written.stdout, stderr: () => written.stderr };
}
