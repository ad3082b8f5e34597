// The nearest that V8's own promises come to scopes and cancellation.
import { setMaxListeners } from "node:events";

export async function scopes(n) {
  for (let left = n; left > 0; left -= 1000) await Promise.all(Array.from({ length: 1000 }, async () => await 0));
}

/** Each waits for a timer, which the signal clears. Returns nanoseconds a task. */
export async function cancelAll(n) {
  const controller = new AbortController();
  const { signal } = controller;
  setMaxListeners(0, signal);
  const all = Array.from({ length: n }, async () => {
    await new Promise((_, reject) => {
      const timer = setTimeout(reject, 1e6);
      signal.addEventListener("abort", () => {
        clearTimeout(timer);
        reject(signal.reason);
      });
    });
  });
  const began = process.hrtime.bigint();
  controller.abort();
  await Promise.allSettled(all);
  return Number(process.hrtime.bigint() - began) / n;
}
