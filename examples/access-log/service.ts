import { AsyncFd, File, stdin, stdout } from "as-pollen";
import { Lock } from "./lock";
import { Feed, Monitor } from "./monitor";
import { Options } from "./options";
import { Watched, watch } from "./stall";

/** One input while it is read. */
class Input {
  readonly feed: Feed;
  readonly watched: Watched;
  /** Whether this input holds the output, in the middle of a long line. */
  holdsOutput: bool = false;

  constructor(
    readonly path: string,
    monitor: Monitor,
  ) {
    const name = path == "-" ? "standard input" : path;
    this.feed = monitor.addFeed();
    this.watched = new Watched(name);
  }
}

/** Reads all inputs at once, and writes what the monitor makes of them. */
export class Service {
  private monitor: Monitor = new Monitor();
  private inputs: Input[] = [];
  /** Held by the input whose rejected lines and closed windows are being written. */
  private output: Lock = new Lock();
  private rejects: File | null = null;
  /** Fulfilled, and replaced, when an input has come further. */
  private moved: PromiseWithResolvers<void> = Promise.withResolvers<void>();
  private failures: i32 = 0;

  constructor(private options: Options) {
    const files = options.files;
    for (let i = 0; i < files.length; i++) this.inputs.push(new Input(files[i], this.monitor));
  }

  /** Runs until every input has ended. Says how many could not be read to their end; rejected if an output fails. */
  async run(): Promise<i32> {
    if (this.options.rejects != "") this.rejects = await File.open(this.options.rejects, "w");
    const watched: Watched[] = [];
    const followed: Promise<void>[] = [];
    for (let i = 0; i < this.inputs.length; i++) {
      watched.push(this.inputs[i].watched);
      followed.push(this.follow(this.inputs[i]));
    }
    watch(watched, this.options.idle);
    await Promise.all(followed);

    await stdout.write(this.monitor.summary());
    const rejects = this.rejects;
    if (rejects) await rejects.close();
    return this.failures;
  }

  /** Reads one input to its end. */
  private async follow(input: Input): Promise<void> {
    const feed = input.feed;
    const source = await this.open(input);
    if (source) {
      for (let count = await this.read(input, source); count > 0; count = await this.read(input, source)) {
        feed.splitter.filled(count);
        this.monitor.consume(feed);
        await this.put(input);
        this.announce();
        // Never wait in the middle of a line: the others could not write what they have to, and would not catch up.
        while (!input.holdsOutput && this.monitor.isAhead(feed)) await this.moved.promise;
      }
      await source.close();
    }
    this.monitor.finish(feed);
    await this.put(input);
    this.announce();
  }

  /** Opens an input; null, and a message, if it cannot be opened. */
  private async open(input: Input): Promise<AsyncFd | null> {
    if (input.path == "-") return stdin;
    try {
      return await File.open(input.path);
    } catch (e) {
      this.fail(e);
      return null;
    }
  }

  /** Reads the next bytes of an input. Says how many: 0 at the end, and after an error, with a message. */
  private async read(input: Input, source: AsyncFd): Promise<i32> {
    input.watched.begin();
    try {
      return await source.read(input.feed.splitter.room());
    } catch (e) {
      this.fail(e);
      return 0;
    } finally {
      input.watched.end();
    }
  }

  /** Writes the rejected lines of an input, and the windows that have closed. */
  private async put(input: Input): Promise<void> {
    const feed = input.feed;
    if (!input.holdsOutput) await this.output.acquire();
    const rejects = this.rejects;
    if (rejects && feed.rejectedLength > 0) await rejects.write(feed.rejected.subarray(0, feed.rejectedLength));
    feed.rejectedLength = 0;
    const report = this.monitor.takeReport();
    if (report.length > 0) await stdout.write(report);
    input.holdsOutput = rejects != null && feed.inLongLine;
    if (!input.holdsOutput) this.output.release();
  }

  private announce(): void {
    const moved = this.moved;
    this.moved = Promise.withResolvers<void>();
    moved.resolve();
  }

  private fail(reason: Error): void {
    this.failures++;
    console.error(`access-log: ${reason.message}`);
  }
}
