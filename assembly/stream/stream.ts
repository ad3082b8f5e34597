// Streams: what comes over time, and what is made of it. The operators are those of ECMAScript's proposal for async
// iterator helpers where that has them. Nothing runs before the stream is stepped through, and no source is asked for
// more than its consumer wants, but for what `buffer` and `debounce` read ahead.
//
//   Stream.from(source) ──▶ map ──▶ filter ──▶ ... ──▶ for await, toArray, forEach, reduce
//
// A stream that is left early (`break`, `take`, an error on either side) closes its sources: each `finally` around a
// `yield` runs, once. What a source still waits for at that time is waited for.
import { buffer } from "./buffer";
import { debounce } from "./debounce";
import { merge } from "./merge";
import { drop, each, filter, map, take, throttle, zip } from "./stages";

/** A stream of values. It can be stepped through once. */
export class Stream<T> implements AsyncIterableIterator<T>, AsyncIterable<T> {
  private constructor(private readonly source: AsyncGenerator<T>) {}

  /** The values of an async iterable, or of an iterable of values or promises. */
  static from<I>(iterable: I): Stream<Awaited<__Iterated<I>>> {
    return new Stream<Awaited<__Iterated<I>>>(each<I, Awaited<__Iterated<I>>>(iterable));
  }

  /** What `transform` makes of each value. A promise is awaited. */
  map<R>(transform: (value: T) => R): Stream<Awaited<R>> {
    return new Stream<Awaited<R>>(map<T, R>(this.source, transform));
  }

  /** The values for which `test` gives true. A promise is awaited. */
  filter<R>(test: (value: T) => R): Stream<T> { return new Stream<T>(filter<T, R>(this.source, test)); }

  /** The first `limit` values; then the source is closed. */
  take(limit: i32): Stream<T> { return new Stream<T>(take<T>(this.source, limit)); }

  /** All but the first `limit` values. */
  drop(limit: i32): Stream<T> { return new Stream<T>(drop<T>(this.source, limit)); }

  /** The values of both, as they come. A source is asked again once its last value was taken. */
  merge(other: Stream<T>): Stream<T> { return new Stream<T>(merge<T>([this.source, other.source])); }

  /** What `combine` makes of the first values of both, of the second ones, and so on, up to the end of the shorter. */
  zip<U, R>(other: Stream<U>, combine: (first: T, second: U) => R): Stream<Awaited<R>> {
    return new Stream<Awaited<R>>(zip<T, U, R>(this.source, other.source, combine));
  }

  /** Reads up to `capacity` values ahead, at least one. */
  buffer(capacity: i32): Stream<T> { return new Stream<T>(buffer<T>(this.source, max(capacity, 1))); }

  /** Drops values that come within `ms` milliseconds of the last one that was passed on. */
  throttle(ms: f64): Stream<T> { return new Stream<T>(throttle<T>(this.source, ms)); }

  /** Passes a value on once no other has followed it for `ms` milliseconds. Reads one value ahead. */
  debounce(ms: f64): Stream<T> { return new Stream<T>(debounce<T>(this.source, ms)); }

  /** All values. */
  async toArray(): Promise<T[]> {
    const values: T[] = [];
    for await (const value of this.source) values.push(value);
    return values;
  }

  /** Calls `visit` with each value. A promise that it returns is awaited before the next value is asked for. */
  async forEach<R>(visit: (value: T) => R): Promise<void> {
    for await (const value of this.source) {
      if (isVoid<R>()) {
        visit(value);
        await 0; // a turn, as for what is no promise
      } else await visit(value);
    }
  }

  /** What `combine` makes of `initial` and the first value, of that and the second, and so on. */
  async reduce<A>(combine: (total: A, value: T) => A, initial: A): Promise<A> {
    let total = initial;
    for await (const value of this.source) total = combine(total, value);
    return total;
  }

  next(): Promise<IteratorResult<T>> { return this.source.next(); }

  return(): Promise<IteratorResult<T>> { return this.source.return(); }

  [Symbol.asyncIterator](): AsyncGenerator<T> { return this.source; }
}
