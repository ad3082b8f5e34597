// What is checked of `run`, the same in each place where it runs: Node, pages and workers of a browser, workerd. Imports
// nothing, so that it can be brought anywhere.

import type { MemoryDirectory, run as Run, RunOptions } from "as-pollen/edge";

/** The programs, all of them commands or all of them reactors. */
export interface Programs {
  /** wasi-fixtures/web/main.ts */
  guest: WebAssembly.Module;
  /** examples/ticks */
  ticks: WebAssembly.Module;
  /** examples/access-log */
  accessLog: WebAssembly.Module;
}

export interface Setting {
  run: typeof Run;
  memory: typeof MemoryDirectory.of;
  programs: Programs;
  /** The input of examples/access-log. */
  log: Uint8Array<ArrayBuffer>;
  /** Whether waiting blocks the thread, so that nothing else can happen meanwhile. */
  blocks: boolean;
  /** Names of scenarios that are left out. */
  without?: readonly string[];
}

/** Everything that a program writes, as text. */
function collector(): { text(): string; take(bytes: Uint8Array): void } {
  const decoder = new TextDecoder();
  let text = "";
  return {
    text: () => text,
    take(bytes) {
      text += decoder.decode(bytes, { stream: true });
    },
  };
}

/** Bytes that arrive piece by piece, each in a later turn of the event loop. */
function arriving(bytes: Uint8Array, size: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve));
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(at, at + size));
      at += size;
    },
  });
}

async function finished(run: typeof Run, module: WebAssembly.Module, options: RunOptions) {
  const out = collector();
  const err = collector();
  const code = await run(module, { ...options, stdout: out.take, stderr: err.take });
  return { code, out: out.text(), err: err.text() };
}

/** The lines of examples/ticks: in which order the two come depends on the clock. */
async function ticks(run: typeof Run, module: WebAssembly.Module) {
  const { code, out, err } = await finished(run, module, {});
  const lines = out.split("\n");
  const of = (name: string) => lines.filter((line) => line.startsWith(name));
  return { code, fast: of("fast"), slow: of("slow"), last: lines.slice(5), err };
}

const utf8 = (text: string) => new TextEncoder().encode(text);

export const NEVER_IDLE = "a program that always has something to do, and input";

type Scenario = (setting: Setting) => Promise<unknown>;

const everywhere: Record<string, Scenario> = {
  ticks: ({ run, programs }) => ticks(run, programs.ticks),
  "access-log": ({ run, programs, log }) => finished(run, programs.accessLog, { stdin: log }),
  "access-log, from a stream": ({ run, programs, log }) =>
    finished(run, programs.accessLog, { stdin: arriving(log, 50_000) }),
  "access-log, a file in memory": ({ run, programs, log, memory }) =>
    finished(run, programs.accessLog, { args: ["/logs/a.log"], preopens: { "/logs": memory({ "a.log": log }) } }),
  "what the program is told": ({ run, programs: { guest } }) =>
    finished(run, guest, { argv0: "told", args: ["environment", "ä", ""], env: { NAME: "value" } }),
  "timers are never early": ({ run, programs: { guest } }) => finished(run, guest, { args: ["measure"] }),
  "exit code": ({ run, programs: { guest } }) => finished(run, guest, { args: ["code", "42"] }),
  "an error": async ({ run, programs: { guest } }) => {
    const { code, err } = await finished(run, guest, { args: ["throw"] });
    return { code, says: err.split("\n")[0] };
  },
  "a program that cannot go on": ({ run, programs: { guest } }) => finished(run, guest, { args: ["stuck"] }),
  "both outputs into one stream": async ({ run, programs: { guest } }) => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const text = new Response(readable).text();
    const code = await run(guest, { args: ["both"], stdout: writable, stderr: writable });
    return { code, text: await text };
  },
  "input from an iterable": ({ run, programs: { guest } }) =>
    finished(run, guest, { args: ["upper"], stdin: ["a", utf8("b\n"), "ä"] }),
  "input that fails": async ({ run, programs: { guest } }) => {
    const stdin = new ReadableStream<string>({ start: (controller) => controller.error(new Error("broken")) });
    const { code, err } = await finished(run, guest, { args: ["upper"], stdin });
    return { code, says: err.split("\n")[0] };
  },
  "a trap": ({ run, programs: { guest } }) =>
    finished(run, guest, { args: ["trap"] }).catch((error) => error instanceof WebAssembly.RuntimeError),
  "an output that throws": ({ run, programs: { guest } }) => {
    const stdout = () => {
      throw new Error("no room");
    };
    return run(guest, { args: ["both"], stdout }).catch((error: Error) => error.message);
  },
  "a wait inside a turn": ({ run, programs: { guest } }) =>
    finished(run, guest, { args: ["block"] }).catch((error: { code: string }) => error.code),
};

const besideTheEventLoop: Record<string, Scenario> = {
  [NEVER_IDLE]: async ({ run, programs: { guest } }) => {
    const out = collector();
    const stop = new AbortController();
    const seen = (bytes: Uint8Array) => {
      out.take(bytes);
      if (out.text().endsWith("B\n")) stop.abort();
    };
    const ended = run(guest, { args: ["busy"], stdin: arriving(utf8("a\nb\n"), 2), stdout: seen, signal: stop.signal });
    return { ended: await ended.catch((error: Error) => error.name), out: out.text() };
  },
  "the signal ends a program that sleeps": async ({ run, programs: { guest } }) => {
    const stop = new AbortController();
    const stdout = () => stop.abort(new Error("enough"));
    return run(guest, { args: ["beat", "1"], stdout, signal: stop.signal }).catch((error: Error) => error.message);
  },
  "the signal ends a program whose output nobody takes": async ({ run, programs: { guest } }) => {
    const stop = new AbortController();
    const stdout = new WritableStream<Uint8Array>({
      write() {
        stop.abort(new Error("enough"));
        return new Promise(() => {});
      },
    });
    return run(guest, { args: ["flood"], stdout, signal: stop.signal }).catch((error: Error) => error.message);
  },
  "two programs at once": ({ run, programs }) => Promise.all([ticks(run, programs.ticks), ticks(run, programs.ticks)]),
  "a program waits for an output that is slow": async ({ run, programs: { guest } }) => {
    let written = 0;
    let taken = 0;
    let ahead = 0;
    const stdout = new WritableStream<Uint8Array>({
      async write(bytes) {
        await new Promise((resolve) => setTimeout(resolve));
        taken += bytes.length;
      },
    });
    const trace = (line: string) => {
      written += Number(/^fd_write\(1, .* = (\d+)$/.exec(line)?.[1] ?? 0);
      ahead = Math.max(ahead, written - taken);
    };
    const code = await run(guest, { args: ["flood"], stdout, trace });
    return { code, taken, ahead: ahead <= 1 << 17 ? "a little" : ahead };
  },
};

/** Runs all of them; the outcome of each as JSON, by name. */
export async function runScenarios(setting: Setting): Promise<Record<string, unknown>> {
  const outcomes: Record<string, unknown> = {};
  for (const [name, scenario] of Object.entries({ ...everywhere, ...(!setting.blocks && besideTheEventLoop) })) {
    if (setting.without?.includes(name)) continue;
    outcomes[name] = await scenario(setting).catch((error: Error) => `failed: ${error.stack ?? error}`);
  }
  return outcomes;
}
