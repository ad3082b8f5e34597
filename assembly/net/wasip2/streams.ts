// Streams of WASI 0.2. Each direction has a pollable, made when it is first waited for; pollables are dropped before what they
// belong to.
//
// A stream of the host takes bytes before they are gone: that of a socket would lose them if it were dropped then. So a write to
// one counts as done when the stream takes more.
import { lend, takeBack } from "../../component/memory";
import { count, Counted } from "../../core/count";
import { getNow } from "../../core/timers";
import { Direction } from "../../reactor/descriptor";
import { Errno } from "../../wasi/errno";
import { dropPollable } from "../../wasi/p2/poll";
import {
  checkWrite, dropError, dropInput, dropOutput, flush, read, subscribeInput, subscribeOutput, write,
} from "../../wasi/p2/streams";
import { HostResource } from "../component/resource";

/** What streams return: see `wasi/p2/streams.ts`. */
// @ts-ignore: decorator
@lazy const cell = memory.data(16, 8);

/** What a handle is where there is none. */
// @ts-ignore: decorator
@inline export const NONE: i32 = -1;

/** Something that has pollables. */
export abstract class PolledResource extends HostResource {
  protected readPollable: i32 = NONE;
  protected writePollable: i32 = NONE;

  protected dropPollables(): void {
    if (this.readPollable != NONE) dropPollable(this.readPollable);
    if (this.writePollable != NONE) dropPollable(this.writePollable);
    this.readPollable = this.writePollable = NONE;
  }
}

/** A stream that is read, one that is written to, or both. */
export class HostStreams extends PolledResource {
  /** When bytes last went in or out, in nanoseconds of `getNow()`. */
  lastActive: i64 = getNow();
  /** Whether the host keeps what it has taken when the stream is dropped. */
  protected keepsWhatItTakes: bool = false;
  /** What was given to the host and is not gone yet: where it starts, and how much. */
  private given: usize = 0;
  private givenLength: i32 = 0;
  /** How many bytes the host has said that it takes, since the last write; 0: it is to be asked. */
  private permit: i32 = 0;

  /**
   * @param fd handle of what they belong to
   * @param name what errors call it
   */
  constructor(fd: i32, name: string, private readonly input: i32, private readonly output: i32) {
    super(fd, name);
    count(Counted.DESCRIPTOR, 1);
  }

  pollable(direction: Direction): i32 {
    if (direction == Direction.READ) {
      if (this.readPollable == NONE) this.readPollable = subscribeInput(this.input);
      return this.readPollable;
    }
    if (this.writePollable == NONE) this.writePollable = subscribeOutput(this.output);
    return this.writePollable;
  }

  protected transferIn(start: usize, length: usize): i32 {
    lend(start, length);
    read(this.input, length, cell);
    takeBack();
    if (load<u8>(cell)) return -this.errnoOf(cell + 4, Errno.SUCCESS);
    const got = load<i32>(cell, 8);
    if (!got) return -<i32>Errno.AGAIN;
    this.lastActive = getNow();
    return got;
  }

  protected transferOut(start: usize, length: usize): i32 {
    const output = this.output;
    let room = this.permit ? this.permit : this.room();
    this.permit = 0;
    if (room <= 0) return room;
    const given = this.given == start ? this.givenLength : 0;
    this.givenLength = 0;
    if (given) return this.gone(given);
    const taken = <i32>min<usize>(room, length);
    write(output, start, taken, cell);
    if (!load<u8>(cell)) flush(output, cell);
    if (load<u8>(cell)) return -this.errnoOf(cell + 4, Errno.PIPE);
    if (this.keepsWhatItTakes) return this.gone(taken);
    room = this.room();
    if (room > 0) {
      this.permit = room;
      return this.gone(taken);
    }
    this.given = start;
    this.givenLength = taken;
    return room;
  }

  private gone(length: i32): i32 {
    this.lastActive = getNow();
    return length;
  }

  /** How many bytes the host takes, or a negative errno. */
  private room(): i32 {
    checkWrite(this.output, cell);
    if (load<u8>(cell)) return -this.errnoOf(cell + 8, Errno.PIPE);
    const room = <i32>min<u64>(load<u64>(cell, 8), i32.MAX_VALUE);
    return room ? room : -<i32>Errno.AGAIN;
  }

  /** The error number of a stream-error. */
  private errnoOf(at: usize, closed: Errno): i32 {
    if (load<u8>(at)) return closed;
    const error = load<i32>(at, 4);
    this.noteError(error);
    dropError(error);
    return Errno.CONNRESET;
  }

  /** Is given the handle of an error before that is dropped. */
  protected noteError(error: i32): void {}

  protected release(): i32 {
    this.dropPollables();
    if (this.input != NONE) dropInput(this.input);
    if (this.output != NONE) dropOutput(this.output);
    count(Counted.DESCRIPTOR, -1);
    return 0;
  }
}
