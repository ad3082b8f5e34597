// Virtual time: nothing ever waits, the clock jumps to the next deadline. For tests (`--use POLLEN_VIRTUAL_TIME=1`).
let time: i64 = 0;

/** Virtual time in nanoseconds, from 0. */
export function now(): i64 { return time; }

/** Lets `timeout` nanoseconds pass. */
export function poll(timeout: i64): i32 {
  time += timeout;
  return 0;
}
