// What a service does wherever it is embedded.

import { type LoadOptions, type Service, suspending } from "as-pollen/edge";

type Load = (options: LoadOptions) => Promise<Service>;

/** The functions that the service imports; `lookup` takes its time. */
function hostOf(lines: string[], aborted: string[]) {
  const lookup = (key: string, { signal }: { signal: AbortSignal }) =>
    new Promise<string>((resolve, reject) => {
      signal.addEventListener("abort", () => aborted.push(key));
      if (key === "never") return;
      setTimeout(() => (key === "bad" ? reject(new TypeError("no such key")) : resolve(`<${key}>`)), 1);
    });
  const log = (line: string) => void lines.push(line);
  return { lookup, log, find: async () => null, count: async (by: number) => BigInt(by), half: (x: number) => x / 2 };
}

const messageOf = (error: Error & { code?: string }) => `${error.code ?? error.name}: ${error.message}`;

/** Loads the service, and uses it in all ways. `suspend`: on a stack that can be suspended. */
export async function outcomes(load: Load, suspend = false): Promise<Record<string, unknown>> {
  const lines: string[] = [];
  const aborted: string[] = [];
  const printed: string[] = [];
  const host = hostOf(lines, aborted);
  const imports = { host: suspend ? { ...host, half: suspending(host.half) } : host };
  const stdout = (bytes: Uint8Array) => void printed.push(new TextDecoder().decode(bytes));
  const service = await load({ imports, stdout });
  const { exports } = service;
  const node = { name: "ä", next: null, tags: ["x"], at: { x: 0.5, y: -1 } };
  const controller = new AbortController();
  const cancelled = exports.waits?.with({ signal: controller.signal })().catch(messageOf);
  const many = Promise.all(Array.from({ length: 50 }, (_, i) => exports.handle?.(`${i}`)));
  const naps = exports.naps?.([20, 1, 10]);
  controller.abort(new Error("enough"));
  exports.print?.("ü");
  const found = {
    node: exports.same_node?.(node),
    long: String(exports.same_u64?.(2n ** 64n - 1n)),
    wrong: (() => {
      try {
        return exports.same_u8?.(256);
      } catch (error) {
        return messageOf(error as Error);
      }
    })(),
    many: (await many)?.join(),
    naps: await naps,
    cancelled: await cancelled,
    caught: await exports.caught?.("bad"),
    failed: await exports.fail?.("x").catch((error: Error) => [messageOf(error), (error.cause as Error).message]),
    gaveUp: await exports.gives_up?.("never"),
    aborted,
    lines,
    printed,
    inFlight: service.inFlight,
    trapped: await exports.trap_later?.().catch((error: Error) => (error as { code?: string }).code),
    isAlive: service.isAlive,
  };
  return JSON.parse(JSON.stringify(found));
}

export const expected = {
  node: { name: "ä", next: null, tags: ["x"], at: { x: 0.5, y: -1 } },
  long: "18446744073709551615",
  wrong: "TypeError: same_u8: x is 256, not u8",
  many: Array.from({ length: 50 }, (_, i) => `${i}=<${i}>`).join(),
  naps: [1, 10, 20],
  cancelled: "Error: enough",
  caught: "a TypeError TypeError: no such key",
  failed: ["RangeError: x", "inside"],
  gaveUp: "TimeoutError",
  aborted: ["never"],
  lines: ["cleaned up"],
  printed: ["ü\n"],
  inFlight: { guest: 0, host: 0 },
  trapped: "POLLEN_E_TRAP",
  isAlive: false,
};

/** A function of the host that is to return a value takes its time: the guest is suspended. */
export async function suspended(load: Load): Promise<Record<string, unknown>> {
  const lines: string[] = [];
  let pending: (() => void)[] = [];
  const host = {
    ...hostOf(lines, []),
    half: suspending((x: number): unknown => {
      if (x < 0) return new Promise((_, reject) => setTimeout(() => reject(new Error("no half")), 1));
      if (x === 0) return 0;
      return new Promise((resolve) => pending.push(() => resolve(x / 2)));
    }),
  };
  const service = await load({ imports: { host } });
  const { exports } = service;
  const answer = async () => {
    while (!pending.length) await new Promise((resolve) => setTimeout(resolve));
    const [next, ...rest] = pending;
    pending = rest;
    next?.();
  };
  const first = exports.halves?.("a", 2);
  const second = exports.halves?.("b", 1); // waits until the first is through
  const nap = exports.nap?.(1); // so does this
  const plain = exports.same_node?.({ name: "n", next: null, tags: ["t"], at: { x: 1, y: 2 } }); // this goes on in between
  lines.push("called");
  for (let i = 0; i < 3; i++) await answer();
  const values = [await first, await second, await nap, plain.name];
  const atOnce = await exports.halves?.("c", 0);
  const inTurn = exports.half_later?.(8);
  await answer();
  const later = await inTurn;
  let sync = "";
  try {
    exports.with_host?.(8);
  } catch (error) {
    sync = messageOf(error as Error);
  }
  const other = await load({ imports: { host } });
  const rejected = await other.exports.halves?.("d", -1).catch(messageOf);
  return { values, atOnce, later, lines, sync, rejected, isAlive: other.isAlive };
}

export const expectedSuspended = {
  values: ["a1.0,0.5", "b0.5", "slept", "n"],
  atOnce: "c",
  later: 4,
  lines: ["a begins", "called", "a 2.0", "a 1.0", "b begins", "b 1.0", "c begins", "half of 8.0", "d begins"],
  sync: "POLLEN_E_TRAP: the module has trapped: a function of the host would suspend a call that cannot wait: call it in an async function of the guest",
  rejected: "POLLEN_E_TRAP: the module has trapped: no half",
  isAlive: false,
};
