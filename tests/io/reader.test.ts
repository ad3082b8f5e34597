// A buffered reader beside a model of it that searches everything anew: random input, random steps.

import { expect, test } from "vitest";
import { start } from "../hosts/guests.js";
import { folderWith } from "../setup/pollen.js";
import { guest } from "./guests.js";

const STEPS = 2000;

/** Numbers below `limit`, the same each time. */
function randomFrom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

class Model {
  private buffered = "";
  private at = 0;
  private ended = false;
  private isSkipping = false;
  private isUntold = false;

  constructor(
    private readonly input: string,
    private readonly capacity: number,
    private readonly limit: number,
  ) {}

  fill(): number {
    const read = this.input.slice(this.at, this.at + this.capacity);
    this.at += read.length;
    this.buffered += read;
    this.ended = !read;
    return read.length;
  }

  read(count: number): string {
    if (!this.buffered && count >= this.capacity) {
      this.at += count;
      return this.input.slice(this.at - count, this.at);
    }
    if (!this.buffered) this.fill();
    return this.take(count);
  }

  private take(count: number): string {
    const taken = this.buffered.slice(0, count);
    this.buffered = this.buffered.slice(count);
    return taken;
  }

  /** What is in front of a delimiter; undefined: nothing yet, null: there is nothing, "LineTooLongError". */
  private find(delimiter: string): string | null | undefined {
    if (this.isUntold) {
      this.isUntold = false;
      return "LineTooLongError";
    }
    const found = this.buffered.indexOf(delimiter);
    const { isSkipping } = this;
    if (found < 0 && !this.ended) {
      this.isSkipping ||= this.buffered.length > this.limit;
      if (this.buffered.length > this.limit) this.buffered = "";
      return undefined;
    }
    if (found < 0 && !this.buffered && !isSkipping) return null;
    const item = this.take(found < 0 ? this.buffered.length : found);
    this.take(1);
    this.isSkipping = false;
    return isSkipping || item.length > this.limit ? "LineTooLongError" : item;
  }

  until(delimiter: string): string {
    for (;;) {
      const found = this.find(delimiter);
      if (found === null) return "end";
      if (found !== undefined) return found;
      this.fill();
    }
  }

  tryLine(): string {
    const found = this.find("\n");
    this.isUntold = found === "LineTooLongError";
    return this.isUntold || typeof found !== "string" ? "nothing" : withoutReturn(found);
  }

  perform(step: string): string {
    const operand = Number(step.slice(1));
    if (step === "t") return this.tryLine();
    if (step === "n") return withoutReturn(this.until("\n"));
    if (step[0] === "u") return this.until(String.fromCharCode(operand));
    return step[0] === "r" ? this.read(operand) : String(this.fill());
  }
}

const withoutReturn = (line: string): string => line.replace(/\r$/, "");

test.each([
  [16, 40],
  [16, 1000],
  [17, 3],
  [64, 64],
])("reads of %d bytes, lines of up to %d", async (capacity, limit) => {
  const random = randomFrom(capacity + limit);
  const pieces = ["a", "bb", "ccc", "dddddddd", ";", "\n", "\n", "\r\n", "\r", "=", "e".repeat(30)];
  const input = Array.from({ length: 3 * STEPS }, () => pieces[random(pieces.length)]).join("");
  const known = ["n", "n", "n", "t", "t", "u59", "u61", "f", "r1", "r5", "r70"];
  const steps = Array.from({ length: STEPS }, () => known[random(known.length)] as string);
  const model = new Model(input, capacity, limit);
  const expected = steps.map((step) => `${step} ${model.perform(step).replaceAll("\r", "~")}\n`).join("");
  const preopens = [{ host: folderWith({ in: input, script: steps.join(" ") }), guest: "/data" }];
  const args = [String(capacity), String(limit)];
  const { stdout } = await start("node", await guest("reader"), { preopens, args }).end();
  expect(stdout.trimEnd()).toBe(expected.trimEnd());
});
