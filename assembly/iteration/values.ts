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
