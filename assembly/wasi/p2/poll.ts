// `wasi:io/poll`: pollables, and waiting for the first of some.

/** Waits until one is ready. */
// @ts-ignore: decorator
@external("wasi:io/poll@0.2.12", "[method]pollable.block")
export declare function block(pollable: i32): void;
/** Whether one is ready. */
// @ts-ignore: decorator
@external("wasi:io/poll@0.2.12", "[method]pollable.ready")
export declare function isReady(pollable: i32): bool;
/**
 * Waits until one at least of `count` pollables is ready; 0 of them is a trap. The cell gets a list of their places:
 * pointer, length; the host asks for its memory.
 */
// @ts-ignore: decorator
@external("wasi:io/poll@0.2.12", "poll")
export declare function poll(pollables: usize, count: i32, cell: usize): void;
// @ts-ignore: decorator
@external("wasi:io/poll@0.2.12", "[resource-drop]pollable")
export declare function dropPollable(pollable: i32): void;
