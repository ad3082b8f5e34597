// The example's synchronous half with nothing around it, for tests that choose every read themselves.
import { Feed, Monitor } from "../../examples/access-log/monitor";
import { parseOptions } from "../../examples/access-log/options";
import { isPlainText } from "../../examples/access-log/text";

const monitor = new Monitor();
const feeds: Feed[] = [];

/** Adds an input, and says its number. */
export function addFeed(): i32 {
  return feeds.push(monitor.addFeed()) - 1;
}

/** Feeds as many of the bytes as fit, and says how many those were. Take what was rejected before the next call. */
export function feed(input: i32, bytes: Uint8Array): i32 {
  const room = feeds[input].splitter.room();
  const count = min(room.length, bytes.length);
  room.set(bytes.subarray(0, count));
  feeds[input].splitter.filled(count);
  monitor.consume(feeds[input]);
  return count;
}

export function finish(input: i32): void {
  monitor.finish(feeds[input]);
}

export function isAhead(input: i32): bool {
  return monitor.isAhead(feeds[input]);
}

export function takeReport(): string {
  return monitor.takeReport();
}

export function summary(): string {
  return monitor.summary();
}

/** Takes the lines that the last call rejected. */
export function takeRejected(input: i32): Uint8Array {
  const feed = feeds[input];
  const taken = feed.rejected.slice(0, feed.rejectedLength);
  feed.rejectedLength = 0;
  return taken;
}

export function plainText(bytes: Uint8Array): bool {
  return isPlainText(bytes, 0, bytes.length);
}

/** What a command line was read as: `idle|rejects|help|error|file|file...` */
export function options(args: string[]): string {
  const read = parseOptions(args);
  return [read.idle.toString(), read.rejects, read.help ? "help" : "", read.error].concat(read.files).join("|");
}
