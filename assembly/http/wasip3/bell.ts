// What wakes a task of the component from within another one: the executor is one for all of them, and what it does in one task
// may be what another one has waited for. A bell is a stream from the component to itself: a task waits for a set in which its
// end is, and a byte is written to the other one.
//
//   armed, a read is under way ──ring()──▶ rung, an event ──arm()──▶ armed
//
// (The ABI allows for streams within a component if they are of numbers.)
import { BLOCKED, join, newSet, pollSet } from "../../component/waitable";
import { newBody, readBody, writeBody } from "../../wasi/p3/http_body";

// @ts-ignore: decorator
@lazy const byte = memory.data(1);
// @ts-ignore: decorator
@lazy const event = memory.data(8, 4);

/** Bells that no task has. */
// @ts-ignore: decorator
@lazy const spare = new Array<Bell>();

export class Bell {
  /** A set with nothing else in it. */
  readonly set: i32 = newSet();
  private readonly reader: i32;
  private readonly writer: i32;
  private isRung: bool = false;

  private constructor() {
    const ends = newBody();
    this.reader = <i32>ends;
    this.writer = <i32>(ends >> 32);
    this.listen();
  }

  /** A bell that is armed, and in its own set. */
  static take(): Bell { return spare.length ? spare.pop() : new Bell(); }

  /** Puts it into another set than its own. */
  moveTo(set: i32): void { join(this.reader, set); }

  /** Wakes who waits for the set, or keeps it from waiting. */
  ring(): void {
    if (this.isRung) return;
    this.isRung = true;
    writeBody(this.writer, byte, 1);
  }

  /** Arms it again. In another set than its own, its event has been taken. */
  arm(): void {
    if (!this.isRung) return;
    this.isRung = false;
    pollSet(this.set, event); // who was woken by something else has not taken it
    join(this.reader, 0);
    this.listen();
  }

  /** Gives it back; it is armed. */
  release(): void {
    join(this.reader, this.set);
    spare.push(this);
  }

  private listen(): void {
    if (readBody(this.reader, byte, 1) != BLOCKED) unreachable();
    join(this.reader, this.set);
  }
}
