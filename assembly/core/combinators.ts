// Promise.all, allSettled, race and any: one reaction an element, which reports to a shared state.
import { newPromise } from "./frame";
import { STATUS, Status } from "./layout";
import { Promise } from "./promise";
import { firstOf, INDEX, react } from "./reaction";
import { fulfill, fulfillVoid, PromiseBase, reasonOf, reject, settleLike, valueOf } from "./settle";

/** Outcome of one promise of `Promise.allSettled`. `value` is meaningful for "fulfilled", `reason` for "rejected". */
// @ts-ignore: decorator
@global export class PromiseSettledResult<T> {
  constructor(private settled: PromiseBase) {}

  /** "fulfilled" or "rejected". */
  get status(): string {
    return load<u8>(changetype<usize>(this.settled), STATUS) == Status.FULFILLED ? "fulfilled" : "rejected";
  }

  /** What the promise was fulfilled with. */
  get value(): T { return valueOf<T>(changetype<usize>(this.settled)); }

  /** What the promise was rejected with; null if it was not. */
  get reason(): Error | null { return this.status == "rejected" ? reasonOf(changetype<usize>(this.settled)) : null; }
}

/** All promises given to `Promise.any` were rejected; `errors` has the reasons in the order of the promises. */
// @ts-ignore: decorator
@global export class AggregateError extends Error {
  constructor(readonly errors: Error[], message: string = "") {
    super(message);
    this.name = "AggregateError";
  }
}

/** What the reactions of one combinator share. A reaction's first slot points here. */
class Gathering {
  /** How many elements have yet to report. */
  left: i32;
  readonly promise: PromiseBase = changetype<PromiseBase>(newPromise());
  readonly settled: Array<PromiseBase | null>;

  constructor(size: i32) {
    this.left = size;
    this.settled = new Array<PromiseBase | null>(size);
  }

  /** Attaches one reaction to each promise. */
  attach<T>(promises: Promise<T>[], job: (reaction: usize, source: usize) => void): void {
    for (let i = 0, n = promises.length; i < n; i++) {
      const reaction = react(changetype<usize>(promises[i]), job.index, changetype<usize>(this), 0);
      store<i32>(reaction, i, INDEX);
    }
  }

  /** Notes that the source of a reaction is settled; tells whether it was the last one. */
  add(reaction: usize, source: usize): bool {
    this.settled[load<i32>(reaction, INDEX)] = changetype<PromiseBase>(source);
    return --this.left == 0;
  }

  get target(): usize { return changetype<usize>(this.promise); }
  get isOpen(): bool { return load<u8>(this.target, STATUS) == Status.PENDING; }
}

// @ts-ignore: decorator
@inline function gatheringOf(reaction: usize): Gathering { return changetype<Gathering>(firstOf(reaction)); }

export function all<T>(promises: Promise<T>[]): Promise<ListOf<T>> {
  const gathering = new Gathering(promises.length);
  if (promises.length == 0) gatherValues<T>(gathering);
  gathering.attach<T>(promises, (reaction: usize, source: usize): void => {
    const gathering = gatheringOf(reaction);
    if (load<u8>(source, STATUS) == Status.REJECTED) {
      if (gathering.isOpen) reject(gathering.target, reasonOf(source));
    } else if (gathering.add(reaction, source) && gathering.isOpen) gatherValues<T>(gathering);
  });
  return changetype<Promise<ListOf<T>>>(gathering.target);
}

function gatherValues<T>(gathering: Gathering): void {
  if (isVoid<T>()) fulfillVoid(gathering.target);
  else {
    const settled = gathering.settled, values = new Array<T>(settled.length);
    for (let i = 0, n = settled.length; i < n; i++) values[i] = valueOf<T>(changetype<usize>(settled[i]));
    fulfill<T[]>(gathering.target, values);
  }
}

export function allSettled<T>(promises: Promise<T>[]): Promise<PromiseSettledResult<T>[]> {
  const gathering = new Gathering(promises.length);
  if (promises.length == 0) gatherOutcomes<T>(gathering);
  gathering.attach<T>(promises, (reaction: usize, source: usize): void => {
    const gathering = gatheringOf(reaction);
    if (gathering.add(reaction, source)) gatherOutcomes<T>(gathering);
  });
  return changetype<Promise<PromiseSettledResult<T>[]>>(gathering.target);
}

function gatherOutcomes<T>(gathering: Gathering): void {
  const settled = gathering.settled, outcomes = new Array<PromiseSettledResult<T>>(settled.length);
  for (let i = 0, n = settled.length; i < n; i++) outcomes[i] = new PromiseSettledResult<T>(settled[i]!);
  fulfill<PromiseSettledResult<T>[]>(gathering.target, outcomes);
}

export function race<T>(promises: Promise<T>[]): Promise<T> {
  const gathering = new Gathering(promises.length);
  gathering.attach<T>(promises, (reaction: usize, source: usize): void => {
    const gathering = gatheringOf(reaction);
    if (gathering.isOpen) settleLike(gathering.target, source);
  });
  return changetype<Promise<T>>(gathering.target);
}

export function any<T>(promises: Promise<T>[]): Promise<T> {
  const gathering = new Gathering(promises.length);
  if (promises.length == 0) rejectAll(gathering);
  gathering.attach<T>(promises, (reaction: usize, source: usize): void => {
    const gathering = gatheringOf(reaction);
    if (load<u8>(source, STATUS) == Status.FULFILLED) {
      if (gathering.isOpen) settleLike(gathering.target, source);
    } else if (gathering.add(reaction, source)) rejectAll(gathering);
  });
  return changetype<Promise<T>>(gathering.target);
}

function rejectAll(gathering: Gathering): void {
  const settled = gathering.settled, errors = new Array<Error>(settled.length);
  for (let i = 0, n = settled.length; i < n; i++) errors[i] = reasonOf(changetype<usize>(settled[i]));
  reject(gathering.target, new AggregateError(errors, "All promises were rejected"));
}
