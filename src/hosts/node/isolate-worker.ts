// The thread of an isolate.

import { type MessagePort, workerData } from "node:worker_threads";
import { EventSleeper } from "../event-sleeper.js";
import { HostError } from "../host.js";
import type { LinkMessage } from "../isolates/link.js";
import { ParentLink } from "../isolates/parent-link.js";
import { runSuspending } from "../jspi.js";
import { checkModule, compileModule } from "../preview1.js";
import type { Sleeper } from "../wasi/context.js";
import type { Input } from "../wasi/stdio.js";
import { Wasi, type WasiOptions } from "../wasi/wasi.js";
import { systemClocks } from "./clocks.js";
import { DiskDirectory } from "./disk.js";
import type { IoRequest } from "./io-messages.js";
import type { BlockedIsolateData, IsolateData } from "./isolate-data.js";
import { linkPort, type StartThread, startBlocked, startSuspended } from "./isolate-threads.js";
import { withIsolates } from "./isolates.js";
import { Signal } from "./signal.js";
import { describeTrap, STACK_FRAMES, TRAP_EXIT_CODE } from "./trap.js";

const data = workerData as IsolateData | BlockedIsolateData;

/** How this thread waits, and runs its guest. */
interface Way {
  readonly link: ParentLink;
  readonly sleeper: Sleeper;
  readonly startThread: StartThread;
  notify(): void;
  run(module: WebAssembly.Module, options: WasiOptions): number | Promise<number>;
}

function suspending({ port }: IsolateData): Way {
  const sleeper = new EventSleeper({ turn: () => new Promise((resolve) => setImmediate(resolve)) });
  const link = new ParentLink(linkPort(port), sleeper.notify);
  port.on("message", (message: LinkMessage) => link.accept(message));
  const run: Way["run"] = (module, options) => runSuspending(module, new Wasi(options));
  return { link, sleeper, startThread: startSuspended, notify: sleeper.notify, run };
}

function blocking({ port, io, signals }: BlockedIsolateData): Way {
  const signal = new Signal(signals?.own);
  const link = new ParentLink(linkPort(port, new Signal(signals?.parent)), () => {});
  const ask = (request: IoRequest, transfer: MessagePort[]) => io.postMessage(request, transfer);
  const run: Way["run"] = (module, options) => {
    const wasi = new Wasi(options);
    return wasi.start(new WebAssembly.Instance(module, wasi.imports));
  };
  return { link, sleeper: signal, startThread: startBlocked(signal, ask), notify: () => {}, run };
}

const nothing: Input = { isTerminal: false, read: () => 0, available: () => 0 };

async function run({ link, sleeper, startThread, notify, run: runIn }: Way): Promise<number> {
  const { program, kind, bytes } = data;
  const { stdout, stderr } = link;
  let { module, file } = program;
  if (bytes) {
    file = "the loaded module";
    module = await compileModule(file, bytes);
    checkModule(file, module, "_start");
  }
  const encoder = new TextEncoder();
  const options: WasiOptions = {
    args: program.args,
    env: program.env,
    stdin: nothing,
    stdout,
    stderr,
    preopens: program.preopens.map(({ host, guest }) => ({ name: guest, directory: DiskDirectory.at(host) })),
    clocks: systemClocks(),
    sleeper,
    limits: program.limits,
    ...(program.strace && { trace: (line: string) => void stderr.write([encoder.encode(`${line}\n`)]) }),
  };
  return runIn(module, withIsolates(options, { ...program, file, module }, startThread, notify, { link, kind }));
}

Error.stackTraceLimit = STACK_FRAMES;
const way = "io" in data ? blocking(data) : suspending(data);
try {
  way.link.end(await run(way));
} catch (error) {
  if (error instanceof HostError) way.link.end(1, error.message);
  else {
    const trap = describeTrap(error, data.program.file);
    if (trap === undefined) throw error;
    way.link.end(TRAP_EXIT_CODE, trap);
  }
}
