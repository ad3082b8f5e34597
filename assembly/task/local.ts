import { contextOf, newContext, release } from "../core/context_tree";

/** A value that is set, and those that were set around it. */
class Binding {
  constructor(
    readonly key: Object,
    readonly around: Binding | null,
  ) {}
}

class BindingOf<T> extends Binding {
  constructor(
    key: Object,
    around: Binding | null,
    readonly value: T,
  ) {
    super(key, around);
  }
}

/**
 * A value that calls, and all that they start, find without being given it: that of a request, say. After tokio's task
 * locals and AsyncLocalStorage.
 * @example
 * const user = new TaskLocal<string>("nobody");
 * await user.run("ada", async () => { await sleep(1); console.log(user.get()); }); // ada
 */
export class TaskLocal<T> {
  /** @param initial its value where nobody has set it */
  constructor(private readonly initial: T) {}

  /** The value that was set last around what runs. */
  get(): T {
    const context = contextOf(changetype<usize>(__context));
    if (context !== null) {
      let at = changetype<Binding | null>(context.locals);
      while (at !== null) {
        if (at.key === this) return (at as BindingOf<T>).value;
        at = at.around;
      }
    }
    return this.initial;
  }

  /** Calls `f` with a value set, for it and all that it starts. Returns what `f` returns. */
  run<R>(value: T, f: () => R): R {
    const outer = __context, context = newContext();
    context.locals = new BindingOf<T>(this, changetype<Binding | null>(context.locals), value);
    __context = context;
    try {
      return f();
    } finally {
      __context = outer;
      release(context);
    }
  }
}
