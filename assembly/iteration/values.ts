/** The values of what `for await` can step through, as an async generator of `T`. */
export async function* asyncValues<I, T>(iterable: I): AsyncGenerator<T> {
  for await (const value of iterable) yield value;
}

/** The values of what a loop can step through, as a generator of `T`. */
export function* values<I, T>(iterable: I): Generator<T> {
  for (const value of iterable) {
    try {
      yield value;
    } catch {
      throw new TypeError("The iterator does not provide a 'throw' method.");
    }
  }
}
