// The isolates of a guest in a browser: Web Workers.

import type { IsolateThread } from "../isolates/isolate-link.js";
import { asksForIsolates, Isolates, type IsolatesOptions, type Kind, looking } from "../isolates/isolates.js";
import type { LinkMessage, LinkPort } from "../isolates/link.js";
import { Quota } from "../isolates/quota.js";
import { type Limits, limitsOf } from "../wasi/limits.js";
import type { WasiOptions } from "../wasi/wasi.js";

/** What all isolates of a program have in common. */
export interface IsolateProgram {
  readonly module: WebAssembly.Module;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly limits: Limits;
  /** How many isolates there are; undefined where there is no shared memory: then isolates start none. */
  readonly quota: SharedArrayBuffer | undefined;
}

/** What an isolate's thread is given. */
export interface IsolateData {
  readonly program: IsolateProgram;
  readonly kind: Kind;
  /** The module, if it is another one. */
  readonly bytes: Uint8Array<ArrayBuffer> | undefined;
  /** To whoever started it. */
  readonly port: MessagePort;
}

/** A program as its guest is started. */
export function programOf(module: WebAssembly.Module, { args, env, limits }: WasiOptions): IsolateProgram {
  const hasShared = typeof SharedArrayBuffer === "function";
  return { module, args, env, limits: limitsOf(limits), quota: hasShared ? new SharedArrayBuffer(4) : undefined };
}

/**
 * What a guest is run with, its isolates added if its module asks for them, and there are threads.
 * @param notify wakes the guest
 * @param parent in an isolate
 */
export function withIsolates(
  options: WasiOptions,
  program: IsolateProgram,
  notify: () => void,
  parent?: IsolatesOptions["parent"],
): WasiOptions {
  if (typeof Worker !== "function" || !asksForIsolates(program.module)) return options;
  const { limits, quota } = program;
  const isolates = new Isolates({
    stdout: options.stdout,
    stderr: options.stderr,
    quota: new Quota(parent && !quota ? 0 : limits.isolates, quota ?? new ArrayBuffer(4)),
    parent,
    notify,
    start: (kind, bytes) => startThread(program, kind, bytes),
  });
  return { ...options, isolates, sleeper: looking(options.sleeper, isolates) };
}

export function linkPort(port: MessagePort): LinkPort {
  return {
    post: (message, transfer = []) => port.postMessage(message, transfer),
    receive: () => undefined,
    close: () => port.close(),
  };
}

function startThread(program: IsolateProgram, kind: Kind, bytes: Uint8Array<ArrayBuffer> | undefined): IsolateThread {
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(new URL("./isolate-worker.js", import.meta.url), { type: "module", name: "isolate" });
  const data: IsolateData = { program, kind, bytes, port: port2 };
  worker.postMessage(data, [port2]);
  return {
    port: linkPort(port1),
    listen(link) {
      port1.onmessage = ({ data }: MessageEvent<LinkMessage>) => link.accept(data);
      worker.onerror = (event) => {
        event.preventDefault();
        link.fail(event.message ?? "its worker cannot be loaded");
      };
    },
    terminate: () => worker.terminate(),
  };
}
