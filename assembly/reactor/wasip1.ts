// Reactor on WASI preview1 (`poll_oneoff`).
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "clock_time_get")
declare function clock_time_get(clock: u32, precision: u64, time: usize): u16;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "poll_oneoff")
declare function poll_oneoff(subscriptions: usize, events: usize, count: u32, handled: usize): u16;

// @ts-ignore: decorator
@lazy const buffer = memory.data(96, 8);

export function now(): i64 {
  clock_time_get(1, 1000, buffer);
  return load<i64>(buffer);
}

export function poll(timeout: i64): i32 {
  memory.fill(buffer, 0, 48);
  store<u32>(buffer, 1, 16);
  store<u64>(buffer, max<i64>(timeout, 1), 24);
  poll_oneoff(buffer, buffer + 48, 1, buffer + 88);
  return 0;
}

export function idle(): bool { return true; }
