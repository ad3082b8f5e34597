// What `using` and `await using` are lowered to for V8: Node 20 lacks them. oxc writes a `DisposalScope` for each block, and
// in its `finally` disposes of it (ECMAScript, explicit resource management).
//
//   const scope = usingCtx();
//   try { const a = scope.u(...), b = scope.a(...); ... } catch (error) { scope.e = error; } finally { await scope.d(); }

/** ECMAScript 2026; Node 20 lacks it. */
export class SuppressedError extends Error {
  override name = "SuppressedError";

  constructor(
    readonly error: unknown,
    readonly suppressed: unknown,
    message: string,
  ) {
    super(message);
  }
}

interface Resource {
  readonly dispose: () => unknown;
  readonly isAsync: boolean;
}

const NONE = Symbol();

/** The resources of a block; oxc chose the names. */
class DisposalScope {
  /** The error that the block is left by. */
  e: unknown = NONE;
  private readonly resources: Resource[] = [];

  /** `using` */
  u<T extends Disposable | null>(value: T): T {
    if (value) this.resources.push({ dispose: () => value[Symbol.dispose](), isAsync: false });
    return value;
  }

  /** `await using` */
  a<T extends AsyncDisposable | null>(value: T): T {
    this.resources.push({ dispose: () => value?.[Symbol.asyncDispose](), isAsync: true });
    return value;
  }

  /** Disposes of all of them, the last first; throws what the block is left by then. */
  d(): Promise<void> | undefined {
    for (let resource = this.resources.pop(); resource; resource = this.resources.pop()) {
      try {
        const result = resource.dispose();
        if (resource.isAsync) return this.whenDone(result);
      } catch (error) {
        this.fail(error);
      }
    }
    if (this.e !== NONE) throw this.e;
    return undefined;
  }

  private async whenDone(result: unknown): Promise<void> {
    try {
      await result;
    } catch (error) {
      this.fail(error);
    }
    await this.d();
  }

  private fail(error: unknown): void {
    this.e = this.e === NONE ? error : new SuppressedError(error, this.e, "An error was suppressed during disposal.");
  }
}

/** The name under which oxc finds it. */
export const babelHelpers = { usingCtx: () => new DisposalScope() };
