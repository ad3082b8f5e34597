// The same words as JavaScript, and as a guest: the lines come in the same order.

import { expect, test } from "vitest";
import { type Loaded, loadService } from "./service.js";

/** `traced` of the service, in JavaScript. */
function inJavaScript(lookup: (key: string) => unknown, log: (line: string) => void) {
  const nothing = async (): Promise<void> => {};
  return async (name: string, turns: number): Promise<string> => {
    log(`${name} begins`);
    for (let i = 0; i < turns; i++) {
      await nothing();
      log(`${name} ${i}`);
    }
    log(`${name} ${await lookup(name)}`);
    return name;
  };
}

type Traced = (name: string, turns: number) => Promise<string>;

/** Calls it while other jobs run. */
async function trace(
  make: (lookup: (key: string) => unknown, log: (line: string) => void) => Promise<Traced>,
): Promise<string[]> {
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  let open: (how: string) => void = () => {};
  const gate = new Promise<string>((resolve) => {
    open = resolve;
  });
  const traced = await make((key) => (key === "gate" ? gate : Promise.resolve(`<${key}>`)), log);
  const done = [traced("a", 0), traced("b", 2), traced("gate", 1), traced("c", 0)].map((call) =>
    call.then((name) => log(`${name} done`)),
  );
  log("called");
  queueMicrotask(() => log("job"));
  setTimeout(() => {
    log("timer");
    open("open");
    queueMicrotask(() => log("job of the timer"));
  }, 5);
  await Promise.all(done);
  return lines;
}

test("as in JavaScript, as far as one call is concerned", async () => {
  const expected = await trace(async (lookup, log) => inJavaScript(lookup, log));
  let service: Loaded | undefined;
  const seen = await trace(async (lookup, log) => {
    service = await loadService({ lookup, log });
    return service.exports.traced as unknown as Traced;
  });
  const of = (lines: string[], name: string) => lines.filter((line) => line.startsWith(name));
  for (const name of ["a", "b", "gate", "c"]) expect(of(seen, name)).toEqual(of(expected, name));
  expect(seen.slice(0, 5)).toEqual(expected.slice(0, 5)); // all begin before the caller goes on
  expect(seen.slice(-5)).toEqual(expected.slice(-5)); // what a promise of the host brings follows in its job
  expect([...seen].sort()).toEqual([...expected].sort());
});

test("a call that does not wait is done when it returns", async () => {
  const { exports } = await loadService();
  const order: string[] = [];
  const guest = exports.nothing?.().then(() => order.push("guest"));
  const own = (async () => {})().then(() => order.push("own"));
  await Promise.all([guest, own]);
  expect(order).toEqual(["guest", "own"]);
});
