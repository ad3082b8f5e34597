// Times of files in nanoseconds, as guests set and see them, on a Node that sets them in microseconds. What a guest set is
// remembered for as long as the file has the time that Node made of it: so a guest that sets a time sees it as it was set.

import type { BigIntStats } from "node:fs";
import type { Times } from "../wasi/files.js";

interface FileTimes {
  atim: bigint;
  mtim: bigint;
}

/** By device and inode, the latest last. */
const remembered = new Map<string, FileTimes>();
const MAX_REMEMBERED = 4096;

export function timesOf(stat: BigIntStats): FileTimes {
  const set = remembered.get(keyOf(stat));
  const exact = (onDisk: bigint, time = 0n) => (microseconds(time) === onDisk ? time : onDisk);
  return { atim: exact(stat.atimeNs, set?.atim), mtim: exact(stat.mtimeNs, set?.mtim) };
}

/**
 * Changes the times of the file that `stat` describes.
 * @param set calls Node; what the guest leaves alone is set to what it is: Node cannot leave it out
 */
export function changeTimes(stat: BigIntStats, times: Times, set: (atime: number, mtime: number) => void): void {
  if (times.atim === undefined && times.mtim === undefined) return;
  const { atim, mtim } = timesOf(stat);
  const changed: FileTimes = { atim: times.atim ?? atim, mtim: times.mtim ?? mtim };
  set(seconds(changed.atim), seconds(changed.mtim));
  const key = keyOf(stat);
  remembered.delete(key);
  remembered.set(key, changed);
  for (const oldest of remembered.keys()) {
    if (remembered.size <= MAX_REMEMBERED) break;
    remembered.delete(oldest);
  }
}

function keyOf({ dev, ino }: BigIntStats): string {
  return `${dev}:${ino}`;
}

function microseconds(nanoseconds: bigint): bigint {
  return nanoseconds - (nanoseconds % 1000n);
}

/** Node takes seconds as a double and cuts them to microseconds: the quarter keeps the microsecond from being lost. */
function seconds(nanoseconds: bigint): number {
  return (Number(nanoseconds / 1000n) + 0.25) / 1e6;
}
