/** What `LineSplitter.next` found. */
export enum Piece {
  /** Nothing more before the next `filled`. */
  None,
  /** A whole line. */
  Line,
  /** A part of a line that is longer than the limit; more of it follows. */
  Part,
  /** The last part of such a line; it may be empty. */
  LastPart,
}

/**
 * Cuts a stream of bytes into lines, in constant memory however long a line is. Bytes are read straight into its buffer,
 * and lines are ranges of it: nothing is copied but the start of a line that the next read will complete.
 *
 * @example
 * const splitter = new LineSplitter(64 * 1024);
 * for (let n = await fd.read(splitter.room()); n > 0; n = await fd.read(splitter.room())) {
 *   splitter.filled(n);
 *   while (splitter.next() == Piece.Line) use(splitter.bytes, splitter.start, splitter.end);
 * }
 */
export class LineSplitter {
  readonly bytes: Uint8Array;
  /** The piece found last: from `start` to `end`, its newline excluded. */
  start: i32 = 0;
  end: i32 = 0;

  /** Bytes from here to `full` are still to be cut; those before `searched` hold no newline. */
  private at: i32 = 0;
  private searched: i32 = 0;
  private full: i32 = 0;
  private inLongLine: bool = false;
  private ended: bool = false;

  /** A line of more than `limit` bytes comes in parts. */
  constructor(readonly limit: i32) {
    this.bytes = new Uint8Array(2 * limit);
  }

  /** Where to read the next bytes to: at least `limit` bytes of room. Ends the life of the piece found last. */
  room(): Uint8Array {
    if (this.at > 0) {
      this.bytes.copyWithin(0, this.at, this.full);
      this.full -= this.at;
      this.searched -= this.at;
      this.at = 0;
    }
    return this.bytes.subarray(this.full);
  }

  /** Says that `count` bytes were read to `room`. */
  filled(count: i32): void {
    this.full += count;
  }

  /** Says that the input has ended: what is left is a line without a newline. */
  finish(): void {
    this.ended = true;
  }

  /** Finds the next piece. Call until it answers `Piece.None`, then read on. */
  next(): Piece {
    const bytes = this.bytes;
    const full = this.full;
    for (let at = this.searched; at < full; at++) {
      if (unchecked(bytes[at]) == 0x0a) return this.cut(at, 1, true);
    }
    this.searched = full;
    if (this.full - this.at > this.limit) return this.cut(this.full, 0, false);
    if (this.ended && (this.full > this.at || this.inLongLine)) return this.cut(this.full, 0, true);
    return Piece.None;
  }

  private cut(end: i32, newline: i32, last: bool): Piece {
    this.start = this.at;
    this.end = end;
    this.at = end + newline;
    this.searched = this.at;
    const long = this.inLongLine || !last || end - this.start > this.limit;
    this.inLongLine = long && !last;
    return !long ? Piece.Line : last ? Piece.LastPart : Piece.Part;
  }
}
