import { expect, test } from "vitest";
import { feedAll, finish, monitor, newGuest } from "./guest.js";

/** A log with a request for `/SECOND` in each of these seconds of one minute. */
function log(...seconds: number[]): Buffer {
  const lines = seconds.map((second) => {
    const time = `01/Jan/2026:00:${String(Math.floor(second / 60)).padStart(2, "0")}:${String(second % 60).padStart(2, "0")}`;
    return `- - - [${time} +0000] "GET /${second} HTTP/1.1" 200 1 "-" "-" 0.000\n`;
  });
  return Buffer.from(lines.join(""));
}

/** The seconds of the windows in a report. */
function closed(report: string): number[] {
  return [...report.matchAll(/T00:(\d\d):(\d\d)Z/g)].map(([, minute, second]) => Number(minute) * 60 + Number(second));
}

test("a window closes when its input is more than a second past it", async () => {
  const guest = await newGuest();
  const input = guest.addFeed();
  expect(closed(feedAll(guest, input, log(1, 2)).report)).toEqual([]);
  expect(closed(feedAll(guest, input, log(3)).report)).toEqual([1]);
  expect(closed(feedAll(guest, input, log(9)).report)).toEqual([2, 3]);
  expect(closed(finish(guest, input).report)).toEqual([9]);
});

test("a line a second late is in its window, a later one only in the summary", async () => {
  const { report } = await monitor(log(5, 6, 5, 7, 5, 6));
  expect(closed(report)).toEqual([5, 6, 7]);
  expect(report).toContain("00:05Z       2 requests");
  expect(report).toContain("00:06Z       2 requests");
  expect(report).toMatch(/requests 6\n.*\nlate {5}1\n/);
});

test("a window waits for every input, and for none that has ended", async () => {
  const guest = await newGuest();
  const [first, second] = [guest.addFeed(), guest.addFeed()];
  expect(closed(feedAll(guest, first, log(1, 2, 3, 4, 5)).report)).toEqual([]);
  expect(closed(feedAll(guest, second, log(1, 3)).report)).toEqual([1]);
  expect(closed(finish(guest, second).report)).toEqual([2, 3]);
});

test("an input that runs ahead is told so, never the one that all wait for", async () => {
  const guest = await newGuest();
  const [first, second] = [guest.addFeed(), guest.addFeed()];
  feedAll(guest, second, log(0));
  feedAll(guest, first, log(...Array(63).keys()));
  expect(guest.isAhead(first)).toBe(false);
  feedAll(guest, first, log(63));
  expect(guest.isAhead(first)).toBe(true);
  expect(guest.isAhead(second)).toBe(false);
  feedAll(guest, second, log(2));
  expect(guest.isAhead(first)).toBe(false);
});
