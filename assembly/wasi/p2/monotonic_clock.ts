// `wasi:clocks/monotonic-clock`.

/** Nanoseconds. */
// @ts-ignore: decorator
@external("wasi:clocks/monotonic-clock@0.2.12", "now")
export declare function now(): i64;
/** A pollable that is ready in so many nanoseconds. */
// @ts-ignore: decorator
@external("wasi:clocks/monotonic-clock@0.2.12", "subscribe-duration")
export declare function subscribeDuration(nanoseconds: i64): i32;
