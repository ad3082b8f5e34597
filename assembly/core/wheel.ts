// The slots of a hierarchical timing wheel (Varghese and Lauck, 1987, scheme 6): which one a time belongs to, and which
// one comes next. A timer moves down at most once a level before it expires ("cascade", in `timers.ts`).
//
// Built for speed, a level has 64 slots and time is counted in ticks of 1.024 us:
//
//   level 0    64 slots of one tick each: the times that share all but the lowest 6 bits with the present one
//   level 1    64 slots of 64 ticks: those that share all but the lowest 12 bits
//   ...        when the time enters a slot of a level, its timers move to the levels below, in their order
//   level 8
//
// Built for size (`-Os`, `-Oz`), a level has one slot, and a tick is a nanosecond. That is a radix heap (Ahuja, Mehlhorn,
// Orlin and Tarjan, 1990), whose code has neither levels nor places in them:
//
//   slot 0     the present time
//   slot n     the times that have bit n - 1 where the present one has none, and share all above it
import { headAt, Heads, newHeads, setHead } from "./heads";

// @ts-ignore: decorator
@inline const IS_SMALL: bool = ASC_SHRINK_LEVEL > 0;
// @ts-ignore: decorator
@inline export const TICK_BITS: i64 = IS_SMALL ? 0 : 10;
// @ts-ignore: decorator
@inline const LEVELS: u32 = 9;
/** How many slots there are. */
// @ts-ignore: decorator
@inline export const SLOTS: u32 = IS_SMALL ? 64 : LEVELS * 64;
/** How many of them are of the lowest level, whose timers move no further. */
// @ts-ignore: decorator
@inline export const LOWEST: u32 = IS_SMALL ? 1 : 64;

/** Many slots, most of them empty: the collector goes past those. */
class Wheel {
  // @ts-ignore: decorator
  @unsafe private __visit(cookie: u32): void {
    for (let level: u32 = 0; level < LEVELS; level++) {
      for (let left = load<u64>(words + (<usize>level << 3)); left; left &= left - 1) {
        __visit(firstOf((level << 6) | <u32>ctz(left)), cookie);
      }
    }
  }
}

/** The first timer of each slot. */
const wheel: Heads = newHeads(SLOTS, IS_SMALL ? idof<Heads>() : idof<Wheel>());
/** Bit s of word n: slot 64 n + s holds a timer. */
// @ts-ignore: decorator
@lazy const words = memory.data(LEVELS * 8, 8);
/** The same, where there is one word. */
// @ts-ignore: decorator
@lazy let occupied: u64 = 0;
/** Tick up to which the wheel has been turned. */
let current: u64 = 0;

/** Turns the wheel to a tick. */
// @ts-ignore: decorator
@inline export function turnTo(tick: u64): void { current = tick; }

// @ts-ignore: decorator
@inline export function firstOf(slot: u32): usize { return load<usize>(headAt(changetype<usize>(wheel), slot)); }

export function setFirst(slot: u32, timer: usize): void {
  setHead(changetype<usize>(wheel), headAt(changetype<usize>(wheel), slot), timer);
  const bit = <u64>1 << (slot & 63);
  if (IS_SMALL) {
    occupied = timer ? occupied | bit : occupied & ~bit;
    return;
  }
  const word = words + (<usize>(slot >> 6) << 3);
  store<u64>(word, timer ? load<u64>(word) | bit : load<u64>(word) & ~bit);
}

/** The slot that a time belongs to. */
export function slotOf(time: i64): u32 {
  if (IS_SMALL) return 64 - <u32>clz(time ^ current);
  const tick = max<u64>(time >> TICK_BITS, current);
  const differing = tick ^ current;
  const level = differing ? (63 - <u32>clz(differing)) / 6 : 0;
  return (level << 6) | (<u32>(tick >> (level * 6)) & 63);
}

/**
 * The slot that comes next: of the lowest level that has one ahead (they are in order: a slot of a higher level starts
 * after all of the lower ones end). `SLOTS` if there is none.
 */
export function nextSlot(): u32 {
  if (IS_SMALL) return <u32>ctz(occupied);
  for (let level: u32 = 0; level < LEVELS; level++) {
    const at = <u32>(current >> (level * 6)) & 63;
    const ahead = load<u64>(words + (<usize>level << 3)) >> at;
    if (ahead) return (level << 6) | (at + <u32>ctz(ahead));
  }
  return SLOTS;
}

/** First tick of a slot that is ahead; built for size, the lowest slot has none but the present. */
export function startOf(slot: u32): u64 {
  if (IS_SMALL) {
    const bit = <u64>1 << (slot - 1);
    return (current | bit) & -bit;
  }
  const shift = (slot >> 6) * 6;
  return (current >> (shift + 6) << (shift + 6)) | (<u64>(slot & 63) << shift);
}
