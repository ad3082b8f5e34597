// What `yield*` follows where its operand is no generator (ECMA-262 15.5.5). An error that is thrown into one ends the
// loop: its iterator is closed, and has no `throw()` that could take the error.

// @ts-ignore: decorator
@lazy const NO_THROW = "The iterator does not provide a 'throw' method.";

/** The values of what `for await` can step through, as an async generator of `T`. */
export async function* asyncValues<I, T>(iterable: I): AsyncGenerator<T> {
  let isThrown = false;
  for await (const value of iterable) {
    try {
      yield value;
    } catch (error) {
      if (!isDefined(iterable[Symbol.asyncIterator])) throw error;
      isThrown = true;
      break;
    }
  }
  if (isThrown) throw new TypeError(NO_THROW);
}

/** The values of what a loop can step through, as a generator of `T`. */
export function* values<I, T>(iterable: I): Generator<T> {
  let isThrown = false;
  for (const value of iterable) {
    try {
      yield value;
    } catch {
      isThrown = true;
      break;
    }
  }
  if (isThrown) throw new TypeError(NO_THROW);
}
