import type { Writable } from "node:stream";
import picocolors from "picocolors";

/** Colours for a stream: none where nobody looks, in a file or a pipe; `NO_COLOR` and `FORCE_COLOR` are heeded. */
export function colorsFor(stream: Writable): ReturnType<typeof picocolors.createColors> {
  const isWatched = (stream as Writable & { isTTY?: boolean }).isTTY === true || "FORCE_COLOR" in process.env;
  return picocolors.createColors(picocolors.isColorSupported && isWatched);
}
