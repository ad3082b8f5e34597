// AbortController and AbortSignal, as the web has them.
import { AbortError, now, scope, sleep, TimeoutError } from "as-pollen";
import { print } from "./prelude";

let began: f64 = 0;
/** Milliseconds since the program began. */
function at(): f64 { return now() - began; }

export async function main(): Promise<void> {
  began = now();
  const controller = new AbortController(), signal = controller.signal;
  print(`${signal.aborted} ${signal.reason === null}`);
  signal.throwIfAborted();
  const taken = (): void => { print("not called"); };
  signal.addEventListener("abort", () => { print(`first ${signal.aborted}`); });
  signal.addEventListener("abort", taken);
  signal.removeEventListener("abort", taken);
  signal.onabort = () => { print("onabort"); };
  const any = AbortSignal.any([AbortSignal.timeout(1000), signal]);
  any.addEventListener("abort", () => { print(`any ${any.reason === signal.reason}`); });
  const anyOfAny = AbortSignal.any([any, signal]);
  anyOfAny.addEventListener("abort", () => { print(`any of any ${anyOfAny.reason === signal.reason}`); });
  const last = AbortSignal.any([signal]);
  last.addEventListener("abort", () => { print("in the order in which they were made"); });
  controller.abort();
  controller.abort(new Error("too late"));
  try {
    signal.throwIfAborted();
  } catch (e) {
    print(`${e instanceof AbortError} ${e.toString()}`);
  }
  print(`${AbortSignal.abort(new Error("why")).reason!.message} ${AbortSignal.any([signal]).aborted}`);
  const timed = AbortSignal.timeout(20);
  await scope(async (s) => {
    s.cancelOn(timed);
    await sleep(100);
  });
  print(`${at()} ${timed.reason instanceof TimeoutError} ${timed.reason!.message}`);
  await scope(async (s) => {
    s.cancelOn(timed);
    print(`bound to one that is aborted: ${s.isCancelled}`);
    await sleep(100);
  });
  print(`${at()}`);
}
//> false true
//> onabort
//> first true
//> any true
//> any of any true
//> in the order in which they were made
//> true AbortError: This operation was aborted
//> why true
//> 20.0 true The operation was aborted due to timeout
//> bound to one that is aborted: true
//> 20.0
