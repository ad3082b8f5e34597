// Memory layouts of the core. Everything that touches them by offset imports its offsets from here;
// `src/compiler/lower/layout.ts` repeats the few that lowered code needs, and a test compares the two.
//
// A promise, and everything else that can wait or be waited for (wasm32, offsets in bytes):
//
//    0        1       2         4            8          12         16        20          24         28
//   ┌────────┬───────┬─────────┬────────────┬──────────┬──────────┬─────────┬───────────┬──────────┐
//   │ status │ flags │ slots   │ resume     │ next     │ waiters  │ point   │ awaiting  │ context  │  while it is pending
//   │ u8     │ u8    │ u16     │ u32        │ ptr      │ ptr      │ ptr     │ ptr       │ ptr      │
//   └────────┴───────┴─────────┴────────────┴──────────┴──────────┼─────────┴───────────┼──────────┘
//                                                                 │ value, 8 bytes      │            once it is settled
//                                                                 └─────────────────────┘
//   status    PENDING, FULFILLED or REJECTED
//   flags     see `Flag`
//   slots     number of managed slots of the frame that follows, if any
//   resume    table index of the function `(self, awaited) => void` that continues it; 0: nothing to continue;
//             of an operation, which nothing continues, that of the function `(self) => void` that calls it off
//   next      link in the one list it is in: ready queue, waiters of a promise, unhandled rejections, free list
//   waiters   the last of a circular list of those that wait for this promise (so that appending is O(1))
//   value     what it was fulfilled with, or the `Error` it was rejected with
//   point     the suspension point that a frame stopped at
//   awaiting  the promise that it waits for; what `resume` is called with
//   context   what it was made in, and is continued in: a `Context`, or the frame of a task that has none yet (see
//             `context.ts`), which is its own; null: no scope and no task is around it
//
// It fills a block of the allocator, 48 bytes with the headers of block and object (20 bytes).
//
// The frame of a suspended call follows its promise: one object, one allocation.
//
//   28
//   ┌───────────────────┬────────────────┬─────────────┐
//   │ live bits of      │ managed slots  │ raw locals  │
//   │ slots 32, 33, ... │ ptr each       │             │
//   └───────────────────┴────────────────┴─────────────┘
//
// A generator is its frame: an object of its own class. It has one field more, in front of the slots:
//
//   28           36
//   ┌───────────┬───────────────────┬────────────────┬─────────────┐
//   │ passed    │ live bits of      │ managed slots  │ raw locals  │
//   │ 8 bytes   │ slots 32, 33, ... │ ptr each       │             │
//   └───────────┴───────────────────┴────────────────┴─────────────┘
//   passed    what it yielded last; then what it is resumed with
//
// A suspension point, in static memory:
//
//    0        2         4         8             12
//   ┌────────┬─────────┬─────────┬─────────────┐
//   │ state  │ handler │ site    │ live bits   │
//   │ u16    │ u16     │ ptr     │ u32         │
//   └────────┴─────────┴─────────┴─────────────┘
//   state     where to go on; 0: at the start, of a generator
//   handler   state to go on at if the awaited promise was rejected; 0: reject this promise as well
//   site      static string "function (file:line:column)", or null
//   live      which of the slots 0 to 31 hold a value; the collector visits no others

// @ts-ignore: decorator
@inline export const STATUS: usize = 0;
// @ts-ignore: decorator
@inline export const FLAGS: usize = 1;
// @ts-ignore: decorator
@inline export const SLOTS: usize = 2;
// @ts-ignore: decorator
@inline export const RESUME: usize = 4;
// @ts-ignore: decorator
@inline export const NEXT: usize = 8;
// @ts-ignore: decorator
@inline export const WAITERS: usize = 12;
// @ts-ignore: decorator
@inline export const VALUE: usize = 16;
// @ts-ignore: decorator
@inline export const POINT: usize = 16;
// @ts-ignore: decorator
@inline export const AWAITING: usize = 20;
// @ts-ignore: decorator
@inline export const CONTEXT: usize = 24;
/** Size of a promise without a frame, in bytes. */
// @ts-ignore: decorator
@inline export const PROMISE_SIZE: usize = 28;
/** Where the live bits or the slots start. */
// @ts-ignore: decorator
@inline export const FRAME_BASE: usize = 28;

/** What a generator gives and is given, and where its live bits or slots start. */
// @ts-ignore: decorator
@inline export const PASSED: usize = 28;
// @ts-ignore: decorator
@inline export const GENERATOR_BASE: usize = 36;

// @ts-ignore: decorator
@inline export const POINT_SITE: usize = 4;
// @ts-ignore: decorator
@inline export const POINT_LIVE: usize = 8;

/** Life of a promise. */
export const enum Status {
  PENDING = 0,
  FULFILLED = 1,
  /** Known to the lowering by this number. */
  REJECTED = 2,
}

export const enum Flag {
  /** Somebody waits for it or did: its rejection is not unhandled. Set by whoever attaches. */
  HANDLED = 1,
  /** `value` is a managed reference. Set when it settles. */
  MANAGED = 2,
  /** Only the caller that awaits it on the spot has it: returns to the pool as soon as that has read it. Set at birth. */
  DIRECT = 4,
  /**
   * It was resolved with another promise and follows that: later calls of resolve and reject have no effect. Of a
   * generator: it yields what another one does.
   */
  FOLLOWING = 8,
  /** A suspended call: `point` tells where. Set at birth. */
  FRAME = 32,
  /** Something other than code settles it, and it can be called off: see `operation.ts`. Set at birth. */
  OPERATION = 64,
  /** Its context counts it, and is told when it settles. Set when it becomes a member of it. */
  COUNTED = 128,
  /** Of a generator: its body runs. */
  RUNNING = 16,
  /** Of a task that is not a generator, and of a context: it is cancelled. */
  CANCELLED = 16,
  /** Of what is no frame: a pending timer, whose deadline is in the place of `point` and `awaiting`. */
  TIMER = 16,
  /** Of a generator, which is no operation: `passed` is a managed reference. */
  PASSED_MANAGED = 64,
}
