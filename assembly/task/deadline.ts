// Deadlines: scopes that a timer cancels. They nest, and the earliest of them counts.
import { cancel } from "../core/cancel";
import { wasCancelledBy } from "../core/cancelled";
import { Context } from "../core/context";
import { STATUS, Status } from "../core/layout";
import { Promise } from "../core/promise";
import { fulfill, fulfillVoid, PromiseBase, reject, settleLike } from "../core/settle";
import { nanoseconds } from "../core/sleep";
import { startTimer, stopTimer } from "../core/timers";
import { handled, newCall } from "./call";
import { TimeoutError } from "./errors";
import { runScope, Scope } from "./scope";
import { ownContext, toTask } from "./start";

/** A timer that cancels a context. */
export class Deadline {
  hasPassed: bool = false;
  private timer: usize = 0;
  private ms: f64 = 0;

  constructor(private readonly context: Context) {}

  start(ms: f64): void {
    this.ms = ms;
    const pass = (_: usize, owner: usize): void => {
      const deadline = changetype<Deadline>(owner);
      deadline.hasPassed = true;
      cancel(deadline.context, deadline.error().message);
    };
    this.timer = startTimer(nanoseconds(this.ms), pass.index, changetype<usize>(this));
  }

  stop(): void {
    if (!this.hasPassed) stopTimer(this.timer);
  }

  error(): TimeoutError { return TimeoutError.after(this.ms); }
}

/** A scope with a deadline. */
function timedScope(ms: f64): Scope {
  const s = new Scope(), deadline = new Deadline(s.__context);
  s.__deadline = deadline;
  deadline.start(ms);
  return s;
}

/**
 * Runs a scope that is cancelled after `ms` milliseconds.
 * @returns whether it ended before that; rejected as `scope` is
 */
export function moveOnAfter(ms: f64, body: (s: Scope) => Promise<void>): Promise<bool> {
  const settle = (context: usize): void => {
    const s = changetype<Scope>(changetype<Context>(context).owner);
    const deadline = s.__deadline!;
    deadline.stop();
    if (!s.rejects()) fulfill<bool>(changetype<usize>(s.__target), !deadline.hasPassed);
  };
  const s = timedScope(ms);
  runScope<void>(s, body, settle.index);
  return changetype<Promise<bool>>(s.__target);
}

/**
 * Runs a scope that is cancelled after `ms` milliseconds.
 * @returns what the body returns; rejected with a `TimeoutError` if it did not end in time, else as `scope` is
 */
export function failAfter<T>(ms: f64, body: (s: Scope) => Promise<T>): Promise<T> {
  const settle = (context: usize): void => {
    const s = changetype<Scope>(changetype<Context>(context).owner);
    const deadline = s.__deadline!, target = changetype<usize>(s.__target);
    deadline.stop();
    if (s.rejects()) return;
    if (s.absorbs() && deadline.hasPassed) reject(target, deadline.error());
    else if (isVoid<T>() && s.absorbs()) fulfillVoid(target);
    else settleLike(target, changetype<usize>(s.__body));
  };
  const s = timedScope(ms);
  runScope<T>(s, body, settle.index);
  return changetype<Promise<T>>(s.__target);
}

class Timeout {
  constructor(
    readonly deadline: Deadline,
    readonly target: PromiseBase,
  ) {}
}

/**
 * Gives a call `ms` milliseconds: it is cancelled then, if it was started on the spot: `timeout(f(x), 1000)`. Another
 * promise is only no longer waited for.
 * @returns what the promise gives; rejected as that is, or with a `TimeoutError`
 */
// @ts-ignore: decorator
@starts export function timeout<P>(promise: P, ms: f64): Promise<Awaited<P>> {
  const given = changetype<Promise<Awaited<P>>>(promise);
  if (load<u8>(changetype<usize>(given), STATUS) != Status.PENDING) return given;
  const ended = (context: usize): void => {
    const own = changetype<Context>(context), timeout = changetype<Timeout>(own.owner);
    const call = changetype<usize>(own.task), target = changetype<usize>(timeout.target);
    timeout.deadline.stop();
    if (timeout.deadline.hasPassed && wasCancelledBy(call, own)) reject(target, timeout.deadline.error());
    else settleLike(target, call);
  };
  const task = toTask<Awaited<P>>(given), context = ownContext(task)!;
  const own = new Timeout(new Deadline(context), newCall());
  context.isTask = false;
  context.owner = own;
  context.atEndOfTask = ended.index;
  handled(task);
  own.deadline.start(ms);
  return changetype<Promise<Awaited<P>>>(own.target);
}
