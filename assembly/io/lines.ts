import { BufferedReader } from "./reader";

/** A step of an iterator (ECMA-262 27.1.1.5). */
export class IteratorResult<T> {
  constructor(
    /** The value, unless `done`. */
    readonly value: T,
    /** Whether the iterator has come to its end. */
    readonly done: bool,
  ) {}
}

/** The lines of a reader, as an async iterator. */
export class Lines {
  constructor(private readonly reader: BufferedReader) {}

  /** The next line. Rejected as `BufferedReader.nextLine` is. */
  async next(): Promise<IteratorResult<string>> {
    const line = await this.reader.readLine();
    return line === null ? new IteratorResult<string>("", true) : new IteratorResult<string>(line, false);
  }
}
