// Async generators (ECMA-262 27.6): generators (see generator.ts) that also await. Their bodies are resumed by the queue
// when what they await has settled, and by the first of the requests that `next`, `throw` and `return` queue up.
//
// A request is the promise that such a call returns. While it is pending its own fields say what is asked for:
//
//   resume     its kind: NEXT, THROW or RETURN
//   awaiting   the IteratorResult that it will be fulfilled with: `done`, until a `yield` makes it something else
//   sent       behind the promise, 8 bytes: what `next` sends, or the error that `throw` does; a slot if it is a reference
//
// Requests wait for the generator, in its list of waiters, the first of them until it is answered.
//
//   state                  status      flags
//   suspended              PENDING                   at its start: `point` has state 0
//   executing              PENDING     RUNNING       runs or awaits
//   draining the queue     FULFILLED   RUNNING       has come to its end; a `return` awaits its value
//   completed              FULFILLED
import { forward, forwardFirst } from "./async_delegation";
import { resolved, suspend } from "./await";
import { atStartOfMember } from "./current";
import { newFrame, takeDirect } from "./frame";
import { IDLE, passError, reasonFrom, ReturnCompletion, stopAt } from "./generator";
import {
  AWAITING, CONTEXT, FLAGS, Flag, FRAME_BASE, GENERATOR_BASE, NEXT as LINK, PASSED, POINT, RESUME, STATUS, Status, WAITERS,
} from "./layout";
import { firstOf, react } from "./reaction";
import { wait } from "./ready";
import { fulfill, PromiseBase, reject } from "./settle";

// @ts-ignore: decorator
@inline const SENT: usize = FRAME_BASE;

/** The suspension point of a request that sends a reference. */
// @ts-ignore: decorator
@lazy const SENT_POINT = memory.data<u32>([0, 0, 0b1]);

/** What a request asks for. */
export const enum Request {
  NEXT,
  THROW,
  RETURN,
}

/**
 * Makes a request.
 * @param result what it is fulfilled with where the generator has come to its end
 */
export function newRequest(kind: Request, result: Object): PromiseBase {
  const direct = takeDirect();
  const request = newFrame(SENT + 8, kind, 1, direct ? Flag.DIRECT | Flag.HANDLED : 0);
  store<u64>(request, 0, SENT);
  store<usize>(request, changetype<usize>(result), AWAITING);
  __link(request, changetype<usize>(result), false);
  return changetype<PromiseBase>(request);
}

/** Gives a request the value that it sends along. */
export function sendAlong<T>(request: PromiseBase, value: T): void {
  const promise = changetype<usize>(request);
  store<T>(promise, value, SENT);
  if (!isManaged<T>()) return;
  store<usize>(promise, SENT_POINT, POINT);
  __link(promise, changetype<usize>(value), false);
}

/** Gives a request what another one sends along. */
export function sendAlike(request: PromiseBase, other: usize): void {
  if (sendsReference(other)) sendAlong<Object>(request, changetype<Object>(load<usize>(other, SENT)));
  else sendAlong<u64>(request, load<u64>(other, SENT));
}

// @ts-ignore: decorator
@inline function sendsReference(request: usize): bool { return load<usize>(request, POINT) != 0; }

/** Puts a request to a generator. */
export function put(request: PromiseBase, generator: usize): void {
  const kind = <Request>load<u32>(changetype<usize>(request), RESUME);
  const isSuspended = !(load<u8>(generator, FLAGS) & Flag.RUNNING);
  const isOpen = load<u8>(generator, STATUS) == Status.PENDING;
  const atStart = isOpen && isSuspended && !load<u16>(load<usize>(generator, POINT));
  wait(changetype<usize>(request), generator);
  __link(generator, changetype<usize>(request), false);
  if (__context !== null) atStartOfMember(changetype<usize>(request));
  if (!isSuspended) return;
  if (isOpen && !(atStart && kind != Request.NEXT)) resumeFirst(generator);
  else complete(generator);
}

/** The request that is to be answered next; 0 if there is none. */
export function first(generator: usize): usize {
  const last = load<usize>(generator, WAITERS);
  return last ? load<usize>(last, LINK) : 0;
}

/** Takes the first request off the queue. */
function take(generator: usize): usize {
  const last = load<usize>(generator, WAITERS);
  const request = load<usize>(last, LINK);
  if (request == last) store<usize>(generator, 0, WAITERS);
  else {
    const next = load<usize>(request, LINK);
    store<usize>(last, next, LINK);
    __link(last, next, false);
  }
  store<usize>(request, 0, LINK);
  return request;
}

/** Answers the first request with a result. */
export function answer(generator: usize, result: usize): void {
  fulfill<Object>(take(generator), changetype<Object>(result));
}

/** Resumes a suspended generator as the first request asks for. */
export function resumeFirst(generator: usize): void {
  if (load<u8>(generator, FLAGS) & Flag.FOLLOWING) {
    forwardFirst(generator);
    return;
  }
  const request = first(generator);
  const kind = <Request>load<u32>(request, RESUME);
  if (kind == Request.RETURN) {
    store<u8>(generator, IDLE | Flag.RUNNING, FLAGS);
    const goOn = (reaction: usize, _: usize): void => {
      const generator = firstOf(reaction);
      const request = first(generator);
      passError(generator, new ReturnCompletion(changetype<Object>(load<usize>(request, AWAITING))));
      resume(generator, request);
    };
    react(resolved(), goOn.index, generator, 0); // the value is awaited
    return;
  }
  const value = load<u64>(request, SENT);
  const isReference = sendsReference(request);
  store<u64>(generator, value, PASSED);
  store<u8>(generator, isReference ? IDLE | Flag.RUNNING | Flag.PASSED_MANAGED : IDLE | Flag.RUNNING, FLAGS);
  if (isReference) __link(generator, <usize>value, false);
  if (kind == Request.THROW) store<u8>(generator, Status.REJECTED, STATUS);
  resume(generator, request);
}

/** Runs the body, in the context of who asks for it. */
export function resume(generator: usize, request: usize): void {
  const outer = __context;
  const context = __has_contexts ? changetype<Object | null>(load<usize>(request, CONTEXT)) : null;
  const atStart = !load<u16>(load<usize>(generator, POINT));
  const isNew = atStart || load<usize>(generator, CONTEXT) != changetype<usize>(context);
  store<usize>(generator, changetype<usize>(context), CONTEXT);
  __link(generator, changetype<usize>(context), false);
  __context = context;
  if (isNew && context !== null) atStartOfMember(generator);
  call_indirect<void>(load<u32>(generator, RESUME), generator, generator);
  __context = outer;
}

/** A generator has come to its end: answers what else is asked for (ECMA-262 27.6.3.10). */
function complete(generator: usize): void {
  store<u32>(generator, Status.FULFILLED | ((IDLE | Flag.RUNNING) << 8));
  for (let request = first(generator); request; request = first(generator)) {
    switch (<Request>load<u32>(request, RESUME)) {
      case Request.RETURN: {
        const goOn = (reaction: usize, _: usize): void => {
          const generator = firstOf(reaction);
          answer(generator, load<usize>(first(generator), AWAITING));
          complete(generator);
        };
        react(resolved(), goOn.index, generator, 0); // the value is awaited
        return;
      }
      case Request.THROW: {
        reject(take(generator), changetype<Error>(load<usize>(request, SENT)));
        break;
      }
      case Request.NEXT: answer(generator, load<usize>(request, AWAITING));
    }
  }
  store<u8>(generator, IDLE, FLAGS);
}

/** The body ends with an error: answers the request that it was to answer. */
function fail(generator: usize, reason: Error): void {
  if (reason instanceof ReturnCompletion) {
    const result = (reason as ReturnCompletion).result;
    answer(generator, result === null ? load<usize>(first(generator), AWAITING) : changetype<usize>(result));
  } else reject(take(generator), reason);
  complete(generator);
}

// ---- what compiled code calls

/** Takes what is yielded. */
// @ts-ignore: decorator
@global export function __emit_async<T>(value: T, frame: usize = 0): void {
  const request = first(frame);
  if (<Request>load<u32>(request, RESUME) == Request.RETURN) {
    const result: IteratorResult<T> = { value, done: false }; // its own is what the generator ends with, behind a `finally`
    answer(frame, changetype<usize>(result));
    return;
  }
  const result = changetype<IteratorResult<T>>(load<usize>(request, AWAITING));
  result.value = value;
  result.done = false;
  answer(frame, changetype<usize>(result));
}

/** Suspends at an await of a promise. */
// @ts-ignore: decorator
@global export function __suspend_in_generator(frame: usize, promise: usize, point: usize): void {
  suspend(frame, promise, point);
}

/** Suspends at an await of any other value. */
// @ts-ignore: decorator
@global export function __suspend_value_in_generator(frame: usize, point: usize): void {
  suspend(frame, resolved(), point);
}

/** Stops at a `yield*`: the generator follows another one from now on. */
// @ts-ignore: decorator
@global export function __suspend_async_delegation(frame: usize, inner: usize, point: usize): void {
  store<usize>(frame, inner, AWAITING);
  __link(frame, inner, false);
  stopAt(frame, point);
  store<u8>(frame, IDLE | Flag.FOLLOWING | Flag.RUNNING, FLAGS);
  forward(frame, false);
}

/** Suspends at a yield, or goes on with the next request. */
// @ts-ignore: decorator
@global export function __suspend_async_generator(frame: usize, point: usize): void {
  stopAt(frame, point);
  store<u8>(frame, IDLE, FLAGS);
  if (first(frame)) resumeFirst(frame);
}

// @ts-ignore: decorator
@global export function __forward_async_generator(frame: usize, awaited: usize): void {
  fail(frame, reasonFrom(frame, awaited));
}

// @ts-ignore: decorator
@global export function __reject_raised_async(frame: usize): usize {
  fail(frame, __caught());
  return 0;
}

// @ts-ignore: decorator
@global export function __return_async<T, TReturn>(frame: usize, value: TReturn): usize {
  const result = changetype<IteratorResult<T>>(load<usize>(first(frame), AWAITING));
  if (!isVoid<__Same<T, TReturn>>()) result.value = value;
  answer(frame, changetype<usize>(result));
  complete(frame);
  return 0;
}

// @ts-ignore: decorator
@global export function __return_void_async<T>(frame: usize): usize {
  answer(frame, load<usize>(first(frame), AWAITING));
  complete(frame);
  return 0;
}
