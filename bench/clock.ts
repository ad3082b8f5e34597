// What the guests of the benchmark share.

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

/** Size of the linear memory in bytes. */
export function memoryBytes(): f64 { return <f64>memory.size() * 65_536; }
