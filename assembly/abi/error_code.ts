// What the functions for hosts return in the place of a result that they do not have. Nothing that a host passes traps.

export const enum ErrorCode {
  /** No entry has this id, or the one that had it was released. */
  BAD_ID = -1,
  /** It is settled already. */
  SETTLED = -2,
  /** It is settled by the promise that it watches. */
  WATCHED = -3,
  /** There are as many entries as ids. */
  FULL = -4,
  /** Not a function of the module that takes an id. */
  BAD_FUNCTION = -5,
  /** Nothing is left that could go on. */
  STUCK = -6,
  /** Only for a task that runs. */
  NO_TASK = -7,
  /** A poll function has returned something else than a status. */
  BAD_STATUS = -8,
  /** Not an event of a descriptor. */
  BAD_EVENT = -9,
}
