// built-ins/GeneratorPrototype of test262: the cases that need no dynamic typing, under their names; what they assert is printed.
// Ported from https://github.com/tc39/test262: see LICENSE beside cases.ts.
import { run, show } from "./cases";
let unreachable = 0;
let bodyCount = 0;
let running: Generator<i32, i32> = ended();

class Context {
  seen: Context | null = null;
  *g(): Generator<i32> {
    this.seen = this;
  }
}
function* none(): Generator<i32> {}
function* one(): Generator<i32> { yield 1; }
function* two(): Generator<i32> {
  yield 1;
  yield 2;
}
function* lone(): Generator<i32, i32> { return 23; }
function* ended(): Generator<i32, i32> { return 0; }
function* sent(): Generator<i32, i32, i32> { return yield 1; }
function* counted(): Generator<i32, i32> { return ++bodyCount; }
function* nextItself(): Generator<i32, i32> {
  running.next();
  return 0;
}
function* returnItself(): Generator<i32, i32> {
  running.return(42);
  return 0;
}
function* throwItself(): Generator<i32, i32> {
  running.throw(new Error("42"));
  return 0;
}

function thrownBy(iter: Generator<i32, i32>): void {
  try {
    print(show(iter.throw(new Error("thrown"))));
  } catch (e) {
    print(`throws ${(e as Error).message}`);
  }
}

/** Stops a generator at its first `yield`, and looks what is done behind that. */
function stop(iter: Generator<i32, i32>, returns: bool): void {
  unreachable = 0;
  print(show(iter.next()));
  if (returns) print(show(iter.return(45)));
  else thrownBy(iter);
  print(`${unreachable}`);
  print(show(iter.next(), false));
  print(`${unreachable}`);
}

function* g0(): Generator<i32, i32> {
  yield 1;
  try {
    unreachable++;
  } catch (e) {
    throw e;
  }
  unreachable++;
  return 0;
}
function* g1(): Generator<i32, i32> {
  try {
    throw new Error();
  } catch (e) {}
  print("after catch");
  yield 1;
  unreachable++;
  return 0;
}
function* g2(): Generator<i32, i32> {
  try {
    throw new Error();
  } catch (e) {
    print("in catch");
    yield 1;
    unreachable++;
  }
  unreachable++;
  return 0;
}
function* g3(): Generator<i32, i32> {
  try {
    print("in try");
    yield 1;
    unreachable++;
  } catch (e) {
    throw e;
  }
  unreachable++;
  return 0;
}
function* g4(): Generator<i32, i32> {
  yield 1;
  unreachable++;
  try {} finally {}
  return 0;
}
function* g5(): Generator<i32, i32> {
  try {} finally {}
  print("after finally");
  yield 1;
  unreachable++;
  return 0;
}
function* g6(): Generator<i32, i32> {
  try {
    try {
      throw new Error();
    } catch (e) {
      print("in catch");
      yield 1;
      unreachable++;
    }
    unreachable++;
  } finally {
    print("in finally");
  }
  unreachable++;
  return 0;
}
function* g7(): Generator<i32, i32> {
  try {
    if (!unreachable) throw new Error("held up");
    try {} catch (e) {}
  } finally {
    print("in finally");
    yield 1;
    unreachable++;
  }
  unreachable++;
  return 0;
}
function* g8(): Generator<i32, i32> {
  try {
    try {
      print("in try");
      yield 1;
      unreachable++;
    } catch (e) {
      throw e;
    }
    unreachable++;
  } finally {
    print("in finally");
  }
  unreachable++;
  return 0;
}
function* g9(): Generator<i32, i32> {
  try {
    try {
      throw new Error();
    } catch (e) {
      print("in catch");
    }
  } finally {
    print("in finally");
  }
  yield 1;
  unreachable++;
  return 0;
}
function* g10(): Generator<i32, i32> {
  try {
    print("in try");
    yield 1;
    try {
      unreachable++;
    } catch (e) {
      throw e;
    }
    unreachable++;
  } finally {
    print("in finally");
  }
  unreachable++;
  return 0;
}
function* g11(): Generator<i32, i32> {
  try {} finally {
    print("in finally");
    yield 1;
    unreachable++;
  }
  unreachable++;
  return 0;
}
function* g12(): Generator<i32, i32> {
  try {
    print("in try");
    yield 1;
    unreachable++;
  } finally {
    print("in finally");
  }
  unreachable++;
  return 0;
}

export async function main(): Promise<void> {
  await run("next/consecutive-yields.js", async () => {
    const iter = two();
    print(show(iter.next()));
    print(show(iter.next()));
    print(show(iter.next(), false));
  });
  await run("next/context-method-invocation.js", async () => {
    const obj = new Context();
    obj.g().next();
    print(`${obj.seen == obj}`);
  });
  await run("next/from-state-executing.js", async () => {
    running = nextItself();
    try {
      running.next();
    } catch (e) {
      print((e as Error).name);
    }
    print(show(running.next(), false));
  });
  await run("next/lone-return.js", async () => print(show(lone().next())));
  await run("next/lone-yield.js", async () => {
    const iter = one();
    print(show(iter.next()));
    print(show(iter.next(), false));
  });
  await run("next/no-control-flow.js", async () => {
    const iter = none();
    print(show(iter.next(), false));
    print(show(iter.next(), false));
  });
  await run("next/return-yield-expr.js", async () => {
    const iter = sent();
    print(show(iter.next(0)));
    print(show(iter.next(3)));
  });
  await run("return/from-state-completed.js", async () => {
    const iter = ended();
    iter.next();
    print(show(iter.return(33)));
    print(show(iter.next(), false));
  });
  await run("return/from-state-executing.js", async () => {
    running = returnItself();
    try {
      running.next();
    } catch (e) {
      print((e as Error).name);
    }
    print(show(running.next(), false));
  });
  await run("return/from-state-suspended-start.js", async () => {
    const iter = counted();
    print(show(iter.return(56)));
    print(`${bodyCount}`);
    print(show(iter.next(), false));
    print(`${bodyCount}`);
  });
  await run("throw/from-state-completed.js", async () => {
    const iter = ended();
    iter.next();
    thrownBy(iter);
    print(show(iter.next(), false));
  });
  await run("throw/from-state-executing.js", async () => {
    running = throwItself();
    try {
      running.next();
    } catch (e) {
      print((e as Error).name);
    }
    print(show(running.next(), false));
  });
  await run("throw/from-state-suspended-start.js", async () => {
    const iter = counted();
    thrownBy(iter);
    print(`${bodyCount}`);
    print(show(iter.next(), false));
  });
  await run("return/try-catch-before-try.js", async () => stop(g0(), true));
  await run("return/try-catch-following-catch.js", async () => stop(g1(), true));
  await run("return/try-catch-within-catch.js", async () => stop(g2(), true));
  await run("return/try-catch-within-try.js", async () => stop(g3(), true));
  await run("return/try-finally-before-try.js", async () => stop(g4(), true));
  await run("return/try-finally-following-finally.js", async () => stop(g5(), true));
  await run("return/try-finally-nested-try-catch-within-catch.js", async () => stop(g6(), true));
  await run("return/try-finally-nested-try-catch-within-finally.js", async () => stop(g7(), true));
  await run("return/try-finally-nested-try-catch-within-inner-try.js", async () => stop(g8(), true));
  await run("return/try-finally-nested-try-catch-within-outer-try-after-nested.js", async () => stop(g9(), true));
  await run("return/try-finally-nested-try-catch-within-outer-try-before-nested.js", async () => stop(g10(), true));
  await run("return/try-finally-within-finally.js", async () => stop(g11(), true));
  await run("return/try-finally-within-try.js", async () => stop(g12(), true));
  await run("throw/try-catch-before-try.js", async () => stop(g0(), false));
  await run("throw/try-catch-following-catch.js", async () => stop(g1(), false));
  await run("throw/try-catch-within-catch.js", async () => stop(g2(), false));
  await run("throw/try-catch-within-try.js", async () => stop(g3(), false));
  await run("throw/try-finally-before-try.js", async () => stop(g4(), false));
  await run("throw/try-finally-following-finally.js", async () => stop(g5(), false));
  await run("throw/try-finally-nested-try-catch-within-catch.js", async () => stop(g6(), false));
  await run("throw/try-finally-nested-try-catch-within-finally.js", async () => stop(g7(), false));
  await run("throw/try-finally-nested-try-catch-within-inner-try.js", async () => stop(g8(), false));
  await run("throw/try-finally-nested-try-catch-within-outer-try-after-nested.js", async () => stop(g9(), false));
  await run("throw/try-finally-nested-try-catch-within-outer-try-before-nested.js", async () => stop(g10(), false));
  await run("throw/try-finally-within-finally.js", async () => stop(g11(), false));
  await run("throw/try-finally-within-try.js", async () => stop(g12(), false));
}
