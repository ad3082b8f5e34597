// What `import ... from "as-pollen/bench"` offers, as an editor sees it; the code is in assembly/bench/.

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
export function bench(name: string, run: (n: i32) => Promise<void>): Promise<void>;
