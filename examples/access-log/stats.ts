import { Parser } from "./parse";

/** A path and the longest time that it took. */
export class SlowPath {
  constructor(
    public path: Uint8Array,
    public millis: i64,
  ) {}
}

/**
 * The slowest distinct paths, each with its longest time, slowest first and equal times by path. Exact in memory for
 * `limit` paths only: a path falls out when `limit` others are slower, and their times never fall. So the result does
 * not depend on the order of the lines.
 */
export class Slowest {
  readonly ranking: SlowPath[] = [];

  constructor(private limit: i32) {}

  /** Counts a request for the path in `bytes` from `start` to `end`. */
  add(bytes: Uint8Array, start: i32, end: i32, millis: i64): void {
    const ranking = this.ranking;
    const full = ranking.length == this.limit;
    if (full && millis < ranking[ranking.length - 1].millis) return;

    let rank = ranking.length;
    let known = -1;
    for (let i = ranking.length - 1; i >= 0; i--) {
      const order = comparePaths(bytes, start, end, ranking[i].path);
      if (order == 0) known = i;
      if (millis > ranking[i].millis || (millis == ranking[i].millis && order < 0)) rank = i;
    }
    if (known >= 0) {
      if (millis <= ranking[known].millis) return;
      const slow = ranking[known];
      slow.millis = millis;
      for (let i = known; i > rank; i--) ranking[i] = ranking[i - 1];
      ranking[rank] = slow;
      return;
    }
    if (rank == this.limit) return;
    if (full) ranking.pop();
    ranking.push(new SlowPath(bytes.slice(start, end), millis));
    for (let i = ranking.length - 1; i > rank; i--) {
      const later = ranking[i];
      ranking[i] = ranking[i - 1];
      ranking[i - 1] = later;
    }
  }
}

/** Negative, zero or positive as the range comes before, equals or comes after `path`, byte by byte. */
function comparePaths(bytes: Uint8Array, start: i32, end: i32, path: Uint8Array): i32 {
  const common = min(end - start, path.length);
  for (let i = 0; i < common; i++) {
    const difference = <i32>bytes[start + i] - <i32>path[i];
    if (difference != 0) return difference;
  }
  return end - start - path.length;
}

/** What a number of requests came to. */
export class Stats {
  requests: i64 = 0;
  /** Bytes of all bodies. */
  size: i64 = 0;
  /** Requests by status: index 0 is status 100. */
  readonly statuses: StaticArray<u32> = new StaticArray<u32>(500);
  readonly slowest: Slowest;

  constructor(slowestPaths: i32) {
    this.slowest = new Slowest(slowestPaths);
  }

  /** Counts the line that `parser` accepted last, which lies in `bytes`. */
  add(parser: Parser, bytes: Uint8Array): void {
    this.requests++;
    this.size += parser.size;
    this.statuses[parser.status - 100]++;
    this.slowest.add(bytes, parser.pathStart, parser.pathEnd, parser.millis);
  }
}
