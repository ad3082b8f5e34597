// What the benchmarks measure with, and how they report.
import { writeSync } from "node:fs";

/** Monotonic time in nanoseconds. */
export const clock = () => Number(process.hrtime.bigint());

/** Prints one figure; on standard error (2) where standard output is part of the work. */
export const report = (name, value, unit, fd = 1) => writeSync(fd, `RESULT ${name} ${value} ${unit}\n`);

/** Memory of the process in bytes. */
export const memoryBytes = () => process.memoryUsage().rss;

/** The pseudo-random numbers of all programs. */
export function* randoms() {
  for (let x = 12345; true; ) {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
    yield x >>> 8;
  }
}
