// `select`: of several operations the first that settles, and none of the others.
//
//   the context of a select
//   ├── operation of case 0 ─┐
//   ├── operation of case 1 ─┼─▶ the first that settles ends the context: the others are called off at once, before anything
//   └── operation of case 2 ─┘   else can settle them. So no message is taken by two of them, and none is lost.
import { attach } from "../core/adopt";
import { Case } from "../core/case";
import { Context } from "../core/context";
import { newContext, release } from "../core/context_tree";
import { atStartOfMember } from "../core/current";
import { AWAITING, FLAGS, Flag, FRAME_BASE, STATUS, Status } from "../core/layout";
import { newOperation } from "../core/operation";
import { Promise } from "../core/promise";
import { firstOf, newReaction, react } from "../core/reaction";
import { unwait } from "../core/ready";
import { fulfillVoid, PromiseBase, reasonOf, reject, resolveWith, settleLike, valueOf } from "../core/settle";
import { sleep } from "../core/sleep";

/** Which of several that are ready at once `select` takes. */
export enum SelectOrder {
  /** Each in its turn: none can starve another. */
  Fair,
  /** The first in the list. */
  Listed,
}

class Selection<R> {
  /** What `begin` of the cases returned, from case `first` on. */
  readonly begun: PromiseBase[] = [];
  target: PromiseBase | null = null;

  constructor(
    readonly cases: Case<R>[],
    readonly first: i32,
  ) {}

  caseAt(i: i32): Case<R> { return this.cases[(this.first + i) % this.cases.length]; }
}

/** Where the next fair `select` begins. */
let turns: u32 = 0;

/**
 * Waits for the first of several cases, and calls off the others: none of them takes anything.
 * @param cases such as `channel.onReceive(f)`, `onTimeout(ms, f)`, `onSettled(promise, f)`
 * @returns what the function of that case returns; rejected if its operation is
 * @example
 * await select<void>([
 *   lines.onReceive<void>((line) => { console.log(line); }),
 *   onTimeout<void>(1000, () => { console.log("nothing for a second"); }),
 * ]);
 */
export function select<R>(cases: Case<R>[], order: SelectOrder = SelectOrder.Fair): Promise<Awaited<R>> {
  if (!cases.length) throw new RangeError("select: there are no cases");
  const selection = new Selection<R>(cases, order == SelectOrder.Fair ? <i32>(turns++ % <u32>cases.length) : 0);
  const finish = (reaction: usize, settled: usize): void => {
    if (load<u8>(settled, STATUS) == Status.REJECTED) {
      reject(reaction, reasonOf(settled));
      return;
    }
    const selection = changetype<Selection<R>>(firstOf(reaction));
    const chosen = selection.caseAt(selection.begun.indexOf(changetype<PromiseBase>(settled)));
    try {
      if (isVoid<R>()) {
        chosen.finish(changetype<PromiseBase>(settled));
        fulfillVoid(reaction);
      } else resolveWith<R>(reaction, chosen.finish(changetype<PromiseBase>(settled)));
    } catch (e) {
      reject(reaction, e);
    }
  };
  const decided = (context: usize): void => {
    const selection = changetype<Selection<R>>(changetype<Context>(context).owner);
    for (let i = 0; true; i++) {
      const settled = changetype<usize>(selection.begun[i]);
      if (load<u8>(settled, STATUS) == Status.PENDING) continue;
      attach(changetype<usize>(selection.target), settled);
      return;
    }
  };
  const target = newReaction(finish.index, changetype<usize>(selection), 0);
  selection.target = changetype<PromiseBase>(target);
  if (__context !== null) atStartOfMember(target);
  const outer = __context, context = newContext();
  context.owner = selection;
  context.atEnd = decided.index;
  __context = context;
  for (let i = 0; i < cases.length && !context.isEnded; i++) {
    const begun = selection.caseAt(i).begin();
    selection.begun.push(begun);
    const promise = changetype<usize>(begun);
    if (load<u8>(promise, STATUS) != Status.PENDING) release(context);
    else store<u8>(promise, load<u8>(promise, FLAGS) | Flag.COUNTED, FLAGS); // its end ends the context
  }
  __context = outer;
  return changetype<Promise<Awaited<R>>>(target);
}

class TimeoutCase<R> extends Case<R> {
  constructor(
    private readonly ms: f64,
    private readonly f: () => R,
  ) {
    super();
  }

  begin(): PromiseBase { return sleep(this.ms); }
  finish(_: PromiseBase): R { return this.f(); }
}

/** For `select`: nothing else has come for `ms` milliseconds. */
export function onTimeout<R>(ms: f64, f: () => R): Case<R> { return new TimeoutCase<R>(ms, f); }

/** The suspension point that makes the collector visit the reaction of an operation that watches a promise. */
// @ts-ignore: decorator
@lazy const WATCH_POINT = memory.data<u32>([0, 0, 0b1]);

function stopWatching(operation: usize): void {
  const reaction = load<usize>(operation, FRAME_BASE);
  unwait(reaction, load<usize>(reaction, AWAITING));
}

function watch(promise: PromiseBase): PromiseBase {
  const source = changetype<usize>(promise);
  if (load<u8>(source, STATUS) != Status.PENDING) {
    store<u8>(source, load<u8>(source, FLAGS) | Flag.HANDLED, FLAGS);
    return promise;
  }
  const report = (reaction: usize, source: usize): void => {
    const operation = firstOf(reaction);
    if (load<u8>(operation, STATUS) == Status.PENDING) settleLike(operation, source);
  };
  const operation = newOperation(FRAME_BASE + sizeof<usize>(), stopWatching.index, 1, WATCH_POINT, 0);
  store<usize>(operation, 0, FRAME_BASE);
  const watching = changetype<PromiseBase>(operation);
  const reaction = react(source, report.index, operation, 0);
  store<usize>(operation, reaction, FRAME_BASE);
  __link(operation, reaction, false);
  return watching;
}

class SettledCase<T, R> extends Case<R> {
  constructor(
    private readonly promise: PromiseBase,
    private readonly f: (value: T) => R,
  ) {
    super();
  }

  begin(): PromiseBase { return watch(this.promise); }

  finish(settled: PromiseBase): R {
    if (isVoid<T>()) return changetype<() => R>(this.f)();
    else return this.f(valueOf<T>(changetype<usize>(settled)));
  }
}

/** For `select`: a promise is fulfilled. If it is rejected first, so is `select`. The promise itself goes on if it is not. */
export function onSettled<P, R>(promise: P, f: (value: Awaited<P>) => R): Case<R> {
  return new SettledCase<Awaited<P>, R>(promise, f);
}
