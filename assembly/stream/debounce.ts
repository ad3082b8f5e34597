import { Arrival, Inbox } from "./inbox";

/** The last value of each burst: one that no other has followed for `ms` milliseconds, or that the source ends with. */
export async function* debounce<T>(source: AsyncGenerator<T>, ms: f64): AsyncGenerator<T> {
  const inbox = new Inbox<T>();
  let held: IteratorResult<T> | null = null;
  let silence: Arrival<T> | null = null;
  let timer = 0;
  try {
    inbox.ask(source);
    for (;;) {
      const arrival = await inbox.take();
      const result = arrival.result;
      if (result !== null && !result.done) {
        clearTimeout(timer);
        const next = new Arrival<T>(source, null, null);
        timer = setTimeout(() => { inbox.put(next); }, ms);
        silence = next;
        held = result;
        inbox.ask(source);
        continue;
      }
      if (result === null && arrival !== silence) continue; // a value had come before that silence was noticed
      const last = held;
      held = null;
      if (last !== null) yield last.value;
      if (result !== null) return;
    }
  } finally {
    clearTimeout(timer);
    await source.return();
  }
}
