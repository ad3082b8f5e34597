// What the reactor watches.

/** What a descriptor can be watched for: the tags of `poll_oneoff`, which also serve as bits. */
export const enum Direction { READ = 1, WRITE = 2 }

/**
 * Something with a descriptor of the host, told by the reactor when it can be read from or written to.
 *
 *            watch()  ┌─────────┐ event, or the host cannot poll it ┌─────┐ next poll
 *   (not watched) ───▶│ watched │──────────────────────────────────▶│ due │──────────▶ onReady(), not watched
 *            ▲        └─────────┘                                   └─────┘
 *            │             │                   unwatch()               │
 *            └─────────────┴───────────────────────────────────────────┘
 */
export abstract class Descriptor {
  /** Slots of its subscriptions in the batch; 0: none. For the reactor alone, as what follows. */
  readSlot: i32 = 0;
  writeSlot: i32 = 0;
  /** Directions that are due. */
  due: i32 = 0;
  /** Directions that the host cannot poll, or need not: they count as always ready. */
  always: i32 = 0;

  constructor(
    /** The host's number of it: a descriptor of preview1, or a handle of a resource. */
    readonly fd: i32,
  ) {}

  /** The host's handle of what becomes ready with it (`wasip2`): a pollable that lives as long as the descriptor. */
  pollable(direction: Direction): i32 { return unreachable(); }

  /**
   * Begins to wait for the host (`wasip3`). Returns the waitable that it will have an event for, the same if it waits already;
   * 0 if it need not wait.
   */
  begin(direction: Direction): i32 { return unreachable(); }

  /** Ends what `begin` began, with the code of the event. */
  complete(direction: Direction, code: i32): void { unreachable(); }

  /** Called from `poll`, once for each call of `watch`. That the host will not block then is likely, not certain. */
  abstract onReady(direction: Direction): void;
}
