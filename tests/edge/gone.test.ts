// A request whose handler the platform has ended without a word: what is left of it is called off when the next one comes.

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { GuestAlarm } from "../../src/hosts/edge/guest-alarm.js";
import { LiveRequest } from "../../src/hosts/edge/live-request.js";
import { LiveRequests } from "../../src/hosts/edge/live-requests.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const request = (id: number) => new LiveRequest(id, new Request("http://test/"), {});

test("its calls fail, and the guest is told", async () => {
  const requests = new LiveRequests();
  const [gone, next] = [request(1), request(2)];
  void requests.run(gone);
  const outcomes: string[] = [];
  gone.cancellation.signal.addEventListener("abort", () => outcomes.push("cancelled"));
  gone
    .perform(() => new Promise(() => {}))
    .onSettled(
      () => outcomes.push("fulfilled"),
      (error) => outcomes.push(String(error)),
    );

  vi.setSystemTime(Date.now() + 14_000); // and its timers do not ring
  const early = request(3);
  void requests.run(early);
  expect(outcomes).toEqual([]);
  vi.setSystemTime(Date.now() + 2_000);
  void requests.run(next);
  expect(outcomes).toEqual(["cancelled", "AbortError: the request is gone"]);
  expect(requests.get(1)).toBeUndefined();
  expect(requests.first).toBe(early);
});

test("one that waits for long is not taken for gone, and looks at the guest's alarm", async () => {
  const requests = new LiveRequests();
  let rung = 0;
  requests.alarm = new GuestAlarm(
    () => rung++,
    () => requests.first?.wake(),
  );
  const waiting = request(1);
  const ended = requests.run(waiting);
  requests.alarm.set(30_000);
  await vi.advanceTimersByTimeAsync(29_000);
  expect([waiting.isGone, rung]).toEqual([false, 0]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(rung).toBe(1);
  requests.alarm.set(5);
  await vi.advanceTimersByTimeAsync(5);
  expect(rung).toBe(2);
  waiting.end();
  await ended;
  expect(requests.first).toBeUndefined();
  expect(vi.getTimerCount()).toBe(0);
});
