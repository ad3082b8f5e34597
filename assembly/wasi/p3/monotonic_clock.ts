// `wasi:clocks/monotonic-clock` 0.3.

/** Nanoseconds. */
// @ts-ignore: decorator
@external("wasi:clocks/monotonic-clock@0.3.0", "now")
export declare function now(): i64;
/** A call that returns in so many nanoseconds. */
// @ts-ignore: decorator
@external("wasi:clocks/monotonic-clock@0.3.0", "[async-lower]wait-for")
export declare function waitFor(nanoseconds: i64): i32;
