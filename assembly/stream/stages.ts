// Stages that pass values on one by one: each asks its source when it is asked, and closes it when it is left early.
import { now } from "../core/sleep";

/** The values of what `for await` can step through. */
export async function* each<I, T>(iterable: I): AsyncGenerator<T> {
  for await (const value of iterable) yield value;
}

export async function* map<T, R>(source: AsyncGenerator<T>, transform: (value: T) => R): AsyncGenerator<Awaited<R>> {
  for await (const value of source) yield transform(value);
}

export async function* filter<T, R>(source: AsyncGenerator<T>, test: (value: T) => R): AsyncGenerator<T> {
  for await (const value of source) if (await test(value)) yield value;
}

export async function* take<T>(source: AsyncGenerator<T>, limit: i32): AsyncGenerator<T> {
  if (limit <= 0) {
    await source.return();
    return;
  }
  for await (const value of source) {
    yield value;
    if (--limit == 0) break;
  }
}

export async function* drop<T>(source: AsyncGenerator<T>, limit: i32): AsyncGenerator<T> {
  for await (const value of source) {
    if (limit > 0) limit--;
    else yield value;
  }
}

export async function* throttle<T>(source: AsyncGenerator<T>, ms: f64): AsyncGenerator<T> {
  let open = -Infinity;
  for await (const value of source) {
    if (now() < open) continue;
    open = now() + ms;
    yield value;
  }
}

export async function* zip<T, U, R>(
  source: AsyncGenerator<T>,
  other: AsyncGenerator<U>,
  combine: (first: T, second: U) => R,
): AsyncGenerator<Awaited<R>> {
  try {
    for (;;) {
      const asked = source.next();
      const askedOther = other.next(); // at the same time
      askedOther.catch<IteratorResult<U>>((_) => { return { done: true }; }); // handled, also where the first one fails
      const first = await asked;
      const second = await askedOther;
      if (first.done || second.done) return;
      yield combine(first.value, second.value);
    }
  } finally {
    const closed = source.return();
    await other.return();
    await closed;
  }
}
