// The write barrier: under the incremental runtime the collector has to be told of a reference that is stored into an object
// which it may have seen already. While it does not mark, that costs a comparison (see `src/compiler/collector.ts`).

/** Tells the collector that `parent` holds a reference to `child`, which may be null. */
// @ts-ignore: decorator
@inline export function barrier(parent: usize, child: usize): void {
  if (ASC_RUNTIME == 2 /* incremental */ && __is_marking()) __link_marking(parent, child, false);
}

/** Tells the collector that two objects hold references to each other. */
// @ts-ignore: decorator
@inline export function barrierBoth(one: usize, other: usize): void {
  if (ASC_RUNTIME == 2 /* incremental */ && __is_marking()) linkBoth(one, other);
}

function linkBoth(one: usize, other: usize): void {
  __link_marking(one, other, false);
  __link_marking(other, one, false);
}

/** Tells the collector that references were stored into `parent`. */
// @ts-ignore: decorator
@inline export function barrierOfAll(parent: usize): void {
  if (ASC_RUNTIME == 2 /* incremental */ && __is_marking()) __visit_again(parent);
}
