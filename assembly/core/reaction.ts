// Reactions: what `then` and its kin attach. A reaction is the promise that `then` returns, with a small frame of its
// own: it waits for the source promise like a suspended call and settles itself when it is continued.
//
//    28             32              36
//   ┌──────────────┬───────────────┬───────┐
//   │ on fulfilment│ on rejection  │ index │   functions or null, or what a combinator needs
//   │ managed      │ managed       │ u32   │
//   └──────────────┴───────────────┴───────┘
import { attach } from "./adopt";
import { newFrame } from "./frame";
import { FRAME_BASE, POINT } from "./layout";

// @ts-ignore: decorator
@inline const FIRST: usize = FRAME_BASE;
// @ts-ignore: decorator
@inline const SECOND: usize = FRAME_BASE + sizeof<usize>();
/** Place of the element that a reaction of a combinator reports. */
// @ts-ignore: decorator
@inline export const INDEX: usize = FRAME_BASE + 2 * sizeof<usize>();

/** The suspension point of all reactions: both slots are live. */
// @ts-ignore: decorator
@lazy const REACTION_POINT = memory.data<u32>([0, 0, 0b11]);

/**
 * Makes a reaction that is not attached to anything yet.
 * @param resume table index of `(reaction, source) => void`
 */
export function newReaction(resume: u32, first: usize, second: usize): usize {
  const reaction = newFrame(INDEX + sizeof<i32>(), resume, 2, 0);
  store<usize>(reaction, REACTION_POINT, POINT);
  store<usize>(reaction, first, FIRST);
  __link(reaction, first, true);
  store<usize>(reaction, second, SECOND);
  __link(reaction, second, true);
  return reaction;
}

/** Attaches a reaction to a promise. */
export function react(source: usize, resume: u32, first: usize, second: usize): usize {
  const reaction = newReaction(resume, first, second);
  attach(reaction, source);
  return reaction;
}

/** First slot of a reaction. */
// @ts-ignore: decorator
@inline export function firstOf(reaction: usize): usize { return load<usize>(reaction, FIRST); }

/** Second slot of a reaction. */
// @ts-ignore: decorator
@inline export function secondOf(reaction: usize): usize { return load<usize>(reaction, SECOND); }
