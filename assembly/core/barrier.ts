// The write barrier: under the incremental runtime the collector has to be told of a reference that is stored into an object
// which it may have seen already.
//
//   0          4                  8
//  ┌──────────┬──────────────────┬───
//  │ block    │ next with color  │ ...      header of a managed object (`rt/common`), in front of it
//  └──────────┴──────────────────┴───
//              the two lowest bits are the color
//
// `__link` has something to do where a black object gets a white one. Objects of the same color are none such, and most of
// the time all have the same.
import { TOTAL_OVERHEAD } from "rt/common";

// @ts-ignore: decorator
@inline const NEXT_WITH_COLOR: usize = 4;
// @ts-ignore: decorator
@inline const COLOR: usize = 3;

/** Whether the collector may have to be told that `parent` holds a reference to `child`, which is not null. */
// @ts-ignore: decorator
@inline function differ(parent: usize, child: usize): bool {
  const colors = load<usize>(parent - TOTAL_OVERHEAD, NEXT_WITH_COLOR) ^ load<usize>(child - TOTAL_OVERHEAD, NEXT_WITH_COLOR);
  return (colors & COLOR) != 0;
}

/** What stands in the place of `__link` in code of the library and in resumed bodies (see `src/compiler/lower/roots.ts`). */
// @ts-ignore: decorator
@global function __note(parent: usize, child: usize, expectMultiple: bool): void {
  if (child && differ(parent, child)) __link(parent, child, expectMultiple);
}

/** Tells the collector that `parent` holds a reference to `child`, which is not null. */
// @ts-ignore: decorator
@inline export function barrier(parent: usize, child: usize): void {
  if (ASC_RUNTIME == 2 /* incremental */ && differ(parent, child)) __link(parent, child, false);
}

/** Tells the collector that two objects hold references to each other. */
// @ts-ignore: decorator
@inline export function barrierBoth(one: usize, other: usize): void {
  if (ASC_RUNTIME == 2 /* incremental */ && differ(one, other)) linkBoth(one, other);
}

function linkBoth(one: usize, other: usize): void {
  __link(one, other, false);
  __link(other, one, false);
}

/** The same where more references may be stored into `parent` before the collector goes on; `child` may be null. */
// @ts-ignore: decorator
@inline export function barrierAgain(parent: usize, child: usize): void {
  if (ASC_RUNTIME == 2 /* incremental */ && child && differ(parent, child)) __link(parent, child, true);
}
