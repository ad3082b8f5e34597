// A random program is a function of a list of numbers: fast-check makes the list, from a seed.

import fc from "fast-check";

/** Numbers to choose by; past the end of the list every choice is the first one, which is the simplest. */
export class Choices {
  private at = 0;

  constructor(private readonly numbers: ArrayLike<number>) {}

  /** One of 0 to `count` - 1. */
  below(count: number): number {
    return (this.numbers[this.at++] ?? 0) % count;
  }

  /** True in `percent` of cases. */
  chance(percent: number): boolean {
    return this.below(100) >= 100 - percent;
  }

  pick<T>(options: readonly [T, ...T[]]): T {
    return options[this.below(options.length)] as T;
  }

  get isOver(): boolean {
    return this.at >= this.numbers.length;
  }
}

/** How many numbers a program is made of: what limits its size. */
const LENGTH = 900;

const lists = fc.noBias(fc.uint16Array({ minLength: LENGTH, maxLength: LENGTH }));

/** The list of a program: it depends on none before it. */
export function listOf(seed: number, program: number): Uint16Array {
  return fc.sample(lists, { seed: Math.imul(seed, 0x9e3779b1) + program, numRuns: 1 })[0] as Uint16Array;
}
