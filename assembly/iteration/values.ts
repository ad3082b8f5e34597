/** The values of what a loop can step through. */
export function* values<I, T>(iterable: I): Generator<T> {
  for (const value of iterable) yield value;
}
