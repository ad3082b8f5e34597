import { BufferedReader } from "./reader";

/** The lines of a reader, as an async iterator. */
export class Lines implements AsyncIterableIterator<string> {
  constructor(private readonly reader: BufferedReader) {}

  /** The next line. Rejected as `BufferedReader.nextLine` is. */
  async next(): Promise<IteratorResult<string>> {
    const line = await this.reader.readLine();
    if (line === null) return { done: true };
    return { value: line, done: false };
  }

  [Symbol.asyncIterator](): Lines { return this; }
}
