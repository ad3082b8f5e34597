// The isolates of a guest on Node.

import { asksForIsolates, Isolates, type IsolatesOptions, looking } from "../isolates/isolates.js";
import { Quota } from "../isolates/quota.js";
import type { WasiOptions } from "../wasi/wasi.js";
import type { IsolateProgram } from "./isolate-data.js";
import type { StartThread } from "./isolate-threads.js";

/**
 * What a guest is run with, its isolates added if its module asks for them.
 * @param startThread where the guest's threads come from
 * @param notify wakes the guest
 * @param parent in an isolate
 */
export function withIsolates(
  options: WasiOptions,
  program: Omit<IsolateProgram, "quota"> & { readonly quota?: SharedArrayBuffer },
  startThread: StartThread,
  notify: () => void,
  parent?: IsolatesOptions["parent"],
): WasiOptions {
  const { module, limits, quota = new SharedArrayBuffer(4) } = program;
  if (!asksForIsolates(module)) return options;
  const isolates = new Isolates({
    stdout: options.stdout,
    stderr: options.stderr,
    quota: new Quota(limits.isolates, quota),
    parent,
    notify,
    start: (kind, bytes) => startThread({ ...program, quota }, kind, bytes),
  });
  return { ...options, isolates, sleeper: looking(options.sleeper, isolates) };
}
