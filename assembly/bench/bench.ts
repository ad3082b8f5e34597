// Benchmarks of the user's own code: what `pollen bench` builds and runs, and what `pollen run` runs as well.
//
//   PROGRAM                  all benchmarks, one after the other
//   PROGRAM --list           only their names: a line BENCH "name" for each
//   PROGRAM --one NAME MS    that one; a measurement takes about so many milliseconds
//
// A measurement prints RESULT "name" value ns, the time of one operation, and RESULT "name" value B, the linear memory.
import { Promise } from "../core/promise";
import { now } from "../reactor/reactor";
import { readArguments } from "../wasi/process";

/** Milliseconds that a measurement takes, unless the command line says so. */
// @ts-ignore: decorator
@inline const USUAL: f64 = 300;
/** Share of a measurement's time that its warm-up takes. */
// @ts-ignore: decorator
@inline const WARM_UP: f64 = 0.2;
/** Most operations of a run: of code that takes no time at all. */
// @ts-ignore: decorator
@inline const MOST: f64 = 1e9;

// @ts-ignore: decorator
@lazy const args = readArguments().slice(1);

/**
 * Measures an operation, and prints how long it takes: ends once it is measured, or at once if the command line asks for
 * others. `run` does the operation `n` times; `n` grows until that takes long enough to be measured. A call that warms up
 * comes first. Rejected as `run` is.
 * @param name what the result is called; without quotation marks, backslashes and control characters, else a `RangeError`
 * @param run does the operation `n` times
 *
 * @example
 * await bench("switch", async (n) => {
 *   for (let i = 0; i < n; i++) await yieldNow();
 * });
 */
export async function bench(name: string, run: (n: i32) => Promise<void>): Promise<void> {
  const quoted = quote(name);
  if (args.length > 0 && args[0] == "--list") {
    console.log("BENCH " + quoted);
    return;
  }
  const isOne = args.length > 1 && args[0] == "--one";
  if (isOne && args[1] != name) return;
  const goal = (isOne && args.length > 2 ? parseFloat(args[2]) : USUAL) * 1e6;

  let n: f64 = 1;
  let took: f64 = 0;
  while (true) {
    const began = now();
    await run(<i32>n);
    took = <f64>(now() - began);
    if (took >= WARM_UP * goal || n >= MOST) break;
    n = grown(n, took, WARM_UP * goal);
  }
  n = max<f64>(1, min<f64>(MOST, Math.ceil(n * goal / max<f64>(took, 1))));
  if (ASC_RUNTIME == 2 /* incremental */) __collect();
  const began = now();
  await run(<i32>n);
  took = <f64>(now() - began);
  console.log(`RESULT ${quoted} ${took / n} ns`);
  console.log(`RESULT ${quoted} ${memory.size() << 16} B`);
}

/** With how many operations to try again, after `n` took less than they shall: a fifth more than should do, at most 100 n. */
function grown(n: f64, took: f64, goal: f64): f64 {
  return min<f64>(MOST, Math.ceil(min<f64>(100 * n, max<f64>(n + 1, 1.2 * n * goal / max<f64>(took, 1)))));
}

function quote(name: string): string {
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    if (code < 0x20 || code == 0x22 || code == 0x5c) {
      throw new RangeError("bench: a name has no quotation marks, backslashes or control characters: " + name);
    }
  }
  return '"' + name + '"';
}
