// What an isolate's thread is given.

import type { MessagePort } from "node:worker_threads";
import type { Kind } from "../isolates/isolates.js";
import type { Limits } from "../wasi/limits.js";

/** What all isolates of a program have in common. */
export interface IsolateProgram {
  /** What messages call the module. */
  readonly file: string;
  readonly module: WebAssembly.Module;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Folders of this machine, by the names under which guests see them. */
  readonly preopens: readonly { readonly host: string; readonly guest: string }[];
  readonly limits: Limits;
  readonly strace: boolean;
  /** How many isolates there are. */
  readonly quota: SharedArrayBuffer;
}

export interface IsolateData {
  readonly program: IsolateProgram;
  readonly kind: Kind;
  /** The module, if it is another one. */
  readonly bytes: Uint8Array<ArrayBuffer> | undefined;
  /** To whoever started it. */
  readonly port: MessagePort;
  /** Where threads are blocked while their guests wait: what they sleep on. */
  readonly signals: { readonly own: SharedArrayBuffer; readonly parent: SharedArrayBuffer } | undefined;
}

/** And then also the way to the thread that starts isolates. */
export interface BlockedIsolateData extends IsolateData {
  readonly io: MessagePort;
}
