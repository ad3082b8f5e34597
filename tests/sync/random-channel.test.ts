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
  close(): void;
  length(): number;
  settle(): number;
}

const operation = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("send", "receive", "trySend", "tryReceive") },
  { weight: 3, arbitrary: fc.constant("settle") },
  { weight: 1, arbitrary: fc.constant("close") },
);

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
        const atOnce: string[] = [];
        const happened: string[] = [];
        const settle = () => {
          const lines = readString(exports.memory, exports.settle());
          expect(lines ? lines.split("\n") : []).toEqual([...atOnce, ...model.events]);
          happened.push(...atOnce.splice(0), ...model.events.splice(0));
        };

        exports.open(capacity);
        operations.forEach((name, n) => {
          switch (name) {
            case "send":
            case "receive":
              exports[name](n);
              model[name](n);
              break;
            case "trySend":
            case "tryReceive":
              exports[name](n);
              atOnce.push(model[name](n));
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
        expect(accountOf(happened, model)).toEqual(sentBy(operations));
      }),
      { numRuns: variant.runs },
    );
  });
});

const numbers = (events: readonly string[], pattern: RegExp) =>
  events.flatMap((event) => [...event.matchAll(pattern)].map(([, n]) => Number(n)));

/** Where each message has ended up. */
function accountOf(events: readonly string[], { buffer, senders }: ChannelModel): number[] {
  const received = numbers(events, /received (?:at once )?value (\d+)$/g);
  const returned = numbers(events, /^(\d+) (?:returned|not sent)$/g);
  return [...received, ...returned, ...buffer, ...senders].sort((a, b) => a - b);
}

function sentBy(operations: readonly string[]): number[] {
  return operations.flatMap((name, n) => (name === "send" || name === "trySend" ? [n] : []));
}
