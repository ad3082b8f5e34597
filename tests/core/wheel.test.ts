// The timer wheel, as it is built for speed and for size, against a list that is sorted: random starts, stops and jumps of time.

import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { compile, start } from "./instance.js";

interface Wheel {
  start(delay: bigint): void;
  stop(id: number): number;
  advance(time: bigint): number;
  firedAt(i: number): number;
  next(): bigint;
  pending(): number;
  collect(): void;
}

const NEVER = 2n ** 63n - 1n;
const YEAR = 365n * 86_400n * 1_000_000_000n;

interface Timer {
  id: number;
  deadline: bigint;
}

/** Delays from nothing to decades, as many of each magnitude; and a few that come up again and again. */
const delay = fc.oneof(
  fc.constantFrom(0n, 1n, 1000n, 1_000_000n, 64n << 10n, 4096n << 10n, YEAR),
  fc.tuple(fc.integer({ min: 0, max: 60 }), fc.double({ min: 1, max: 2, noNaN: true })).map(([power, factor]) => {
    return BigInt(Math.floor(2 ** power * factor)) % (50n * YEAR);
  }),
);
const action = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("start" as const), delay }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("stop" as const), which: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("advance" as const), delay }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("next" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("collect" as const) }) },
);
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

/**
 * Plays the actions on a wheel and on the model; throws where they differ.
 * @param tickBits timers within one tick fire in the order in which they were started
 */
function play(wheel: Wheel, tickBits: bigint, actions: readonly Action[]): void {
  let pending: Timer[] = [];
  let time = 0n;
  let started = 0;

  const advance = (to: bigint): void => {
    time = to;
    const due = pending.filter(({ deadline }) => deadline <= time);
    due.sort((a, b) => Number((a.deadline >> tickBits) - (b.deadline >> tickBits)) || a.id - b.id);
    pending = pending.filter(({ deadline }) => deadline > time);
    const count = wheel.advance(time);
    const fired = Array.from({ length: count }, (_, i) => wheel.firedAt(i));
    expect(fired).toEqual(due.map(({ id }) => id));
  };

  for (const step of actions) {
    switch (step.kind) {
      case "start":
        wheel.start(step.delay);
        pending.push({ id: started++, deadline: time + step.delay });
        break;
      case "stop": {
        if (!started) break;
        const id = step.which % started;
        expect(Boolean(wheel.stop(id))).toBe(pending.some((timer) => timer.id === id));
        pending = pending.filter((timer) => timer.id !== id);
        break;
      }
      case "advance":
        advance(time + step.delay);
        break;
      case "next": {
        // sleep as the executor does, to where the wheel says
        const next = wheel.next();
        const earliest = pending.reduce((least, { deadline }) => (deadline < least ? deadline : least), NEVER);
        expect(next <= earliest).toBe(true);
        if (!pending.length) expect(next).toBe(NEVER);
        else advance(next > time ? next : time);
        break;
      }
      case "collect":
        wheel.collect();
    }
    expect(wheel.pending()).toBe(pending.length);
  }
  advance(time + 100n * YEAR);
  expect(pending).toEqual([]);
}

describe.each([
  { optimize: "-O3", tickBits: 10n, turns: 12 },
  { optimize: "-Oz", tickBits: 0n, turns: 64 },
])("$optimize", ({ optimize, tickBits, turns }) => {
  let module: WebAssembly.Module;
  beforeAll(async () => {
    module = await compile("core/wheel.ts", { optimize });
  });
  const newWheel = (): Wheel => start<Wheel>(module).exports;

  test("it fires what a sorted list does, in its order, never early, whatever is stopped in between", () => {
    const actions = fc.array(action, { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(actions, (them) => play(newWheel(), tickBits, them)),
      { numRuns: 1000 },
    );
  });

  test("following its own deadlines it reaches each timer in a few turns, however far that is", () => {
    const wheel = newWheel();
    for (const delay of [1n, 1_000_000n, 1_000_000_000n, YEAR, 90n * YEAR]) wheel.start(delay);
    let turned = 0;
    for (let next = wheel.next(); next !== NEVER; next = wheel.next()) {
      wheel.advance(next);
      turned++;
    }
    expect(wheel.pending()).toBe(0);
    expect(turned).toBeLessThan(60);
  });

  test("where so many wait that it does not look at all of them, it still takes few turns", () => {
    const wheel = newWheel();
    for (let i = 0n; i < 20n; i++) wheel.start(YEAR + i);
    let turned = 0;
    for (; wheel.next() < YEAR; turned++) wheel.advance(wheel.next());
    expect(turned).toBeLessThan(turns);
    wheel.advance(YEAR + 20n);
    expect(wheel.pending()).toBe(0);
  });
});
