// `wasi:cli/stdin`, as far as waiting for it goes; the adapter reads it.
import { subscribeInput } from "./streams";

// @ts-ignore: decorator
@external("wasi:cli/stdin@0.2.12", "get-stdin")
declare function getStdin(): i32;

let pollable: i32 = 0;

/** A pollable that is ready when standard input has bytes, or has ended. */
export function stdinPollable(): i32 {
  if (!pollable) pollable = subscribeInput(getStdin());
  return pollable;
}
