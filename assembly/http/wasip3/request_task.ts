// A task of the component for each request, and one executor for all of them. One of the tasks is the driver: it waits for
// everything that the program waits for (the reactor's set), and takes the events. The others wait for their bells.
//
//   handle ──▶ step ──▶ WAIT, driver: the reactor's set; others: the set of their bell ──▶ an event, a ring ──▶ step ...
//               │ └───▶ YIELD, driver: there is more to do at once
//               │
//               └ when there is a response: `task.return`
//                 when all that was begun for the request has ended: EXIT; a driver makes another one the driver
//
// Which task runs is nothing that programs can tell: calls of the host may be made in any. Only the result of a task has to be
// returned by itself: so it is rung for.
import { CallbackCode, confirmCancelled } from "../../component/waitable";
import { turn } from "../../core/executor";
import { NEVER } from "../../core/timers";
import { anyDue, anyPressing, PAUSE } from "../../reactor/due";
import { poll } from "../../reactor/reactor";
import { arm, disarm, now, takeEvents, theSet } from "../../reactor/wasip3";
import { Scope } from "../../task/scope";
import { returnResponse } from "../../wasi/p3/http";
import { Bell } from "./bell";

/** By number; those that have ended leave a gap. */
// @ts-ignore: decorator
@lazy const tasks = new Array<RequestTask | null>();
// @ts-ignore: decorator
@lazy const gaps = new Array<i32>();
/** The one that waits for the events, and the one that runs. */
let driver: RequestTask | null = null;
let current: RequestTask | null = null;

/** Number of the error-code "internal error". */
// @ts-ignore: decorator
@inline const INTERNAL_ERROR: i32 = 38;

export class RequestTask {
  readonly number: i32;
  /** Of everything that is done for the request. */
  scope: Scope | null = null;
  /** What it waits by; null as long as it never has. */
  private bell: Bell | null = null;
  /** Handle of the response that it is to return. */
  private response: i32 = 0;
  private hasReturned: bool = false;
  private hasEnded: bool = false;
  private isCancelled: bool = false;

  constructor() {
    this.number = gaps.length ? gaps.pop() : tasks.push(null) - 1;
    tasks[this.number] = this;
  }

  static at(number: i32): RequestTask { return tasks[number]!; }

  /** There is a response. */
  respond(response: i32): void {
    this.response = response;
    this.wake();
  }

  /** All that was begun for the request has ended. */
  end(): void {
    this.hasEnded = true;
    this.wake();
  }

  /** The host has called the request off. */
  cancel(): void {
    const scope = this.scope;
    this.isCancelled = true;
    if (scope !== null) scope.cancel("The request was called off");
  }

  private wake(): void {
    const bell = this.bell;
    if (this !== current && bell !== null) bell.ring();
  }

  /** Runs a turn of the executor, and tells the host what the task waits for. */
  step(): i32 {
    if (driver === null) driver = this;
    const isDriver = driver === this;
    let bell = this.bell;
    current = this;
    if (isDriver) takeEvents();
    if (bell !== null) bell.arm();
    if (isDriver) poll(0);
    const isBusy = this.runTurn();
    current = null;
    this.returnResult();
    if (this.hasEnded) {
      this.leave(isBusy);
      return CallbackCode.EXIT;
    }
    if (isBusy && isDriver) return CallbackCode.YIELD;
    if (isBusy) driver!.wake();
    if (bell === null) this.bell = bell = Bell.take();
    if (!isDriver) return CallbackCode.WAIT | bell.set << 4;
    bell.moveTo(theSet());
    return CallbackCode.WAIT | theSet() << 4;
  }

  /** Returns whether there is more to do at once. */
  private runTurn(): bool {
    let deadline = turn(now());
    if (deadline == 0 || anyPressing()) return true;
    if (anyDue()) deadline = min(deadline, now() + PAUSE);
    return deadline != NEVER && !arm(deadline);
  }

  /** Gives the host the result, once there is one. */
  private returnResult(): void {
    if (this.hasReturned || !(this.response || this.hasEnded)) return;
    this.hasReturned = true;
    if (this.response) returnResponse(0, this.response, 0, 0, 0, 0, 0, 0);
    else if (this.isCancelled) confirmCancelled();
    else returnResponse(1, INTERNAL_ERROR, 0, 0, 0, 0, 0, 0);
  }

  private leave(isBusy: bool): void {
    const bell = this.bell;
    tasks[this.number] = null;
    gaps.push(this.number);
    if (bell !== null) bell.release();
    const waits = driver === this ? (driver = another()) : isBusy ? driver : null;
    if (waits !== null) waits.wake();
    else if (driver === null) disarm(); // nobody waits for it; the next request does
  }
}

/** A task that has not ended, if there is one. */
function another(): RequestTask | null {
  for (let i = 0; i < tasks.length; i++) {
    const task = tasks[i];
    if (task !== null) return task;
  }
  return null;
}
