import { newOperation } from "../core/operation";
import { Descriptor } from "../reactor/descriptor";
import { fulfill, fulfillVoid, PromiseBase, reject } from "../core/settle";

/** What an operation does once the descriptor is ready. */
export const enum Action {
  /** Reads once. */
  READ,
  /** Reads once; an error is a negative result and no rejection. */
  ATTEMPT,
  /** Writes until everything is written. */
  WRITE,
  /** Nothing: it only waited. */
  WAIT,
}

/** The suspension point that makes the collector visit `descriptor`, `buffer` and `behind`. */
// @ts-ignore: decorator
@lazy const OPERATION_POINT = memory.data<u32>([0, 0, 0b111]);

/**
 * A read, write or wait that a descriptor has yet to do: the promise that its caller got, with what the descriptor
 * needs to know. From the pool of promises, as frames are.
 */
export class Operation extends PromiseBase {
  descriptor: Descriptor;
  /** What `start` lies in. */
  buffer: ArrayBuffer | null;
  /** The next operation of the same descriptor and direction. */
  behind: Operation | null;
  start: usize;
  length: usize;
  action: Action;

  /**
   * @param cancel table index of what takes it away from the descriptor
   * @param direct of `takeDirect()`
   */
  static create(
    descriptor: Descriptor, action: Action, buffer: ArrayBuffer | null, start: usize, length: usize, cancel: u32, direct: u32,
  ): Operation {
    const self = changetype<Operation>(newOperation(offsetof<Operation>(), cancel, 3, OPERATION_POINT, direct));
    self.descriptor = descriptor;
    self.buffer = buffer;
    self.behind = null;
    self.start = start;
    self.length = length;
    self.action = action;
    return self;
  }

  /** Ends a read of `count` bytes. */
  finishRead(count: i32): void { fulfill<i32>(changetype<usize>(this), count); }

  /** Ends what has no result. */
  finish(): void { fulfillVoid(changetype<usize>(this)); }

  /** Ends what could not be done. */
  fail(reason: Error): void { reject(changetype<usize>(this), reason); }
}
