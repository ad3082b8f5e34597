// How often the call that runs may go on at once, where what it awaits is done (see `at_once.ts`).

/**
 * With how many operations a call goes on before it waits for its turn. It is more than channels usually hold: one who
 * empties a channel then receives what those send, too, that it has made room for, and they are continued together.
 */
// @ts-ignore: decorator
@inline const MOST: i32 = 128;

/** With how many more the call that runs may go on. */
let left: i32 = MOST;

/** A call is continued. */
// @ts-ignore: decorator
@inline export function renewShare(): void { left = MOST; }

/** Whether the call that runs may go on once more. */
// @ts-ignore: decorator
@inline export function takeShare(): bool {
  if (left <= 0) return false;
  left--;
  return true;
}
