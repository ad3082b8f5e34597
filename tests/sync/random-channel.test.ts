// Random operations on a channel: what happens, and in which order, is what the model says; every message is received
// once, or returned to its sender, or left in the channel.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ChannelModel } from "./channel-model.js";
import { compileVariant, readString, start, type Variant, variants } from "./guests.js";

interface Guest {
  open(capacity: number): void;
  send(n: number): void;
  receive(n: number): void;
  trySend(n: number): void;
  tryReceive(n: number): void;
  cancel(n: number): void;
  close(): void;
  length(): number;
  settle(): number;
}

/** What to do, and how many calls back the one is that `cancel` means. */
const operation = fc.record({
  name: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom("send", "receive", "trySend", "tryReceive") },
    { weight: 4, arbitrary: fc.constant("settle") },
    { weight: 4, arbitrary: fc.constant("cancel") },
    { weight: 1, arbitrary: fc.constant("close") },
  ),
  back: fc.nat(20),
});

const program = fc.record({
  capacity: fc.constantFrom(-1, 0, 0, 1, 2, 3, 9),
  operations: fc.array(operation, { maxLength: 60 }),
});

describe.each(variants)("$name", (variant: Variant) => {
  test("like the model", async () => {
    const { exports } = start<Guest>(await compileVariant("sync/channel.ts", variant));

    fc.assert(
      fc.property(program, ({ capacity, operations }) => {
        const model = new ChannelModel(capacity < 0 ? Number.POSITIVE_INFINITY : capacity);
        const happened: string[] = [];
        const settle = () => {
          const lines = readString(exports.memory, exports.settle());
          const expected = model.settle();
          expect(lines ? lines.split("\n") : []).toEqual(expected);
          happened.push(...expected);
        };

        exports.open(capacity);
        const calls: number[] = [];
        operations.forEach(({ name, back }, n) => {
          switch (name) {
            case "send":
            case "receive":
              calls.push(n);
              exports[name](n);
              model[name](n);
              break;
            case "cancel": {
              const call = calls.at(-1 - back);
              if (call === undefined) break;
              exports.cancel(call);
              model.cancel(call);
              break;
            }
            case "trySend":
            case "tryReceive":
              exports[name](n);
              model[name](n);
              break;
            case "close":
              exports.close();
              model.close();
              break;
            default:
              settle();
          }
          expect(exports.length()).toBe(model.buffer.length);
        });
        settle();
        const sent = operations.flatMap(({ name }, n) => (name === "send" || name === "trySend" ? [n] : []));
        expect(accountOf(happened, model, new Set(sent))).toEqual(sent);
      }),
      { numRuns: variant.runs },
    );
  });
});

const numbers = (events: readonly string[], pattern: RegExp) =>
  events.flatMap((event) => [...event.matchAll(pattern)].map(([, n]) => Number(n)));

/** Every message, once for each place in which it has ended up. */
function accountOf(events: readonly string[], { buffer, senders }: ChannelModel, sent: Set<number>): number[] {
  const received = numbers(events, /received (?:at once )?value (\d+)$/g);
  const returned = numbers(events, /^(\d+) (?:returned|cancelled|not sent)$/g).filter((n) => sent.has(n));
  return [...received, ...returned, ...buffer, ...senders].sort((a, b) => a - b);
}
