import { values } from "./values";

/** What `for await` steps through a sync iterable with: awaits each value (ECMA-262 27.1.6). */
class AsyncFromSync<V> {
  constructor(
    private readonly values: Generator<V>,
    /** Whether the iterator itself has a `return()`. */
    private readonly canClose: bool,
  ) {}

  next(): Promise<IteratorResult<Awaited<V>>> {
    let step: IteratorResult<V>;
    try {
      step = this.values.next();
    } catch (e) {
      return Promise.reject<IteratorResult<Awaited<V>>>(e);
    }
    if (step.done) return this.end();
    return Promise.resolve<V>(step.value).then<IteratorResult<Awaited<V>>>(
      (value: Awaited<V>): IteratorResult<Awaited<V>> => { return { value, done: false }; },
    );
  }

  return(): Promise<IteratorResult<Awaited<V>>> {
    try {
      this.values.return();
    } catch (e) {
      return Promise.reject<IteratorResult<Awaited<V>>>(e);
    }
    return this.canClose ? this.end() : Promise.resolve<IteratorResult<Awaited<V>>>({ done: true });
  }

  /** A last result, in whose place a value would have been awaited. */
  private end(): Promise<IteratorResult<Awaited<V>>> {
    return Promise.__resolved().then<IteratorResult<Awaited<V>>>(
      (): IteratorResult<Awaited<V>> => { return { done: true }; },
    );
  }
}

// @ts-ignore: decorator
@global export function __async_from_sync<I>(iterable: I, canClose: bool): AsyncFromSync<__Iterated<I>> {
  return new AsyncFromSync<__Iterated<I>>(values<I, __Iterated<I>>(iterable), canClose);
}
