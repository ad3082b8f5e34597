// What the programs measure with, and how they report (see ../README.md).

// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "clock_time_get")
declare function clock_time_get(clock: u32, precision: u64, time: usize): u16;

const cell = memory.data(8, 8);

/** Monotonic time in nanoseconds, read now. */
export function clock(): f64 {
  clock_time_get(1, 1, cell);
  return <f64>load<i64>(cell);
}

/** Prints one figure. */
export function report(name: string, value: f64, unit: string): void {
  console.log(`RESULT ${name} ${value} ${unit}`);
}

/** Prints one figure on standard error: of programs whose standard output is part of the work. */
export function reportAside(name: string, value: f64, unit: string): void {
  console.error(`RESULT ${name} ${value} ${unit}`);
}

/** Prints median and 99th percentile of some values, which it sorts. */
export function reportQuantiles(name: string, values: StaticArray<f64>, unit: string): void {
  values.sort();
  report(name + "_p50", values[values.length / 2], unit);
  report(name + "_p99", values[<i32>(<i64>values.length * 99 / 100)], unit);
}

/** Size of the linear memory in bytes. */
export function memoryBytes(): f64 { return <f64>memory.size() * 65_536; }

/** The pseudo-random numbers of all programs: of the seed 12345. */
export class Random {
  private state: u32 = 12345;
  next(): u32 {
    this.state = this.state * 1664525 + 1013904223;
    return this.state >>> 8;
  }
}
