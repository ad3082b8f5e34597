import { LineSplitter, Piece } from "./lines";
import { Fault, Parser } from "./parse";
import { summary, Totals, windowLine } from "./report";
import { Stats } from "./stats";
import { Progress, Timeline, Window } from "./window";

const LONGEST_LINE: i32 = 64 * 1024;
const SLOWEST_IN_SUMMARY: i32 = 10;

/** One input: the bytes on their way in, and the rejected ones on their way out. */
export class Feed {
  readonly splitter: LineSplitter = new LineSplitter(LONGEST_LINE);
  /** Rejected lines, each with a newline, that nobody has taken yet: the first `rejectedLength` bytes. */
  readonly rejected: Uint8Array = new Uint8Array(2 * LONGEST_LINE + 1);
  rejectedLength: i32 = 0;
  /** Whether `rejected` ends within a line, of which more will come. */
  inLongLine: bool = false;

  constructor(readonly progress: Progress) {}

  /** Adds the splitter's piece to `rejected`. Always fits: a read is cut and taken before the next one. */
  reject(lineEnds: bool): void {
    const splitter = this.splitter;
    const length = splitter.end - splitter.start;
    memory.copy(
      this.rejected.dataStart + this.rejectedLength,
      splitter.bytes.dataStart + splitter.start,
      length,
    );
    this.rejectedLength += length;
    if (lineEnds) this.rejected[this.rejectedLength++] = 0x0a;
    this.inLongLine = !lineEnds;
  }
}

/** The monitor without its waiting: bytes of any number of inputs go in, reports and rejected lines come out. */
export class Monitor {
  private parser: Parser = new Parser();
  private timeline: Timeline = new Timeline();
  private totals: Totals = new Totals(new Stats(SLOWEST_IN_SUMMARY));

  /** Adds an input. Add all before the first `consume`. */
  addFeed(): Feed {
    return new Feed(this.timeline.addInput());
  }

  /** Counts the lines that were read to a feed's splitter. */
  consume(feed: Feed): void {
    const splitter = feed.splitter;
    for (let piece = splitter.next(); piece != Piece.None; piece = splitter.next()) {
      if (piece == Piece.Line) {
        const fault = this.parser.parse(splitter.bytes, splitter.start, splitter.end);
        if (fault == Fault.None) {
          this.count(feed);
          continue;
        }
        this.totals.rejected[fault]++;
      } else if (piece == Piece.LastPart) {
        this.totals.rejected[Fault.Length]++;
      }
      feed.reject(piece != Piece.Part);
    }
  }

  /** Counts what is left of a feed whose input has ended; windows wait for it no more. */
  finish(feed: Feed): void {
    feed.splitter.finish();
    this.consume(feed);
    feed.progress.ended = true;
  }

  /** Whether to let the other inputs catch up before more of this one is read. */
  isAhead(feed: Feed): bool {
    return this.timeline.isAhead(feed.progress);
  }

  /** The report on the windows that have closed since the last call; may be empty. */
  takeReport(): string {
    let text = "";
    for (let window: Window | null = this.timeline.takeClosed(); window; window = this.timeline.takeClosed()) {
      text += windowLine(window);
      this.totals.windows++;
    }
    return text;
  }

  /** The block of lines at the end. */
  summary(): string {
    return summary(this.totals);
  }

  private count(feed: Feed): void {
    const bytes = feed.splitter.bytes;
    this.totals.stats.add(this.parser, bytes);
    if (!this.timeline.add(feed.progress, this.parser, bytes)) this.totals.late++;
  }
}
