// built-ins/Promise of test262, how promises are settled and when callbacks run: the cases that need no dynamic typing, under their
// names; what they assert is printed. Ported from https://github.com/tc39/test262: see LICENSE beside cases.ts.
import { refused, run } from "./cases";

class Value {
  constructor(readonly name: string) {}
}
const onFulfilled = (value: i32): void => print(`fulfilled ${value}`);
const onRejected = (reason: Error): void => print(`rejected ${reason.message}`);
const notReached = (_: i32): void => print("not reached");
const never = new Promise<i32>((_) => {});

const notReachedReason = (_: Error): void => print("not reached");

/** A promise, and the functions that its executor was given. */
class Deferred {
  promise: Promise<i32> = never;
  resolve: (value: i32) => void = (_: i32): void => {};
  reject: (reason: Error) => void = (_: Error): void => {};
}
function deferred(): Deferred {
  const made = new Deferred();
  made.promise = new Promise<i32>((resolve, reject) => {
    made.resolve = resolve;
    made.reject = reject;
  });
  return made;
}

/** What a promise comes to. */
function tell(promise: Promise<i32>): Promise<void> {
  return promise.then<void>(onFulfilled, onRejected);
}
/** Prints 3 and 5 from two jobs; what else is printed lies in between. */
function between(): Promise<void> {
  return Promise.resolve().then<void>((): void => print("3")).then<void>((): void => print("5"));
}

export async function main(): Promise<void> {
  await run("resolve-non-obj-immed.js", async () => tell(new Promise<i32>((resolve) => resolve(45))));
  await run("resolve-non-obj-deferred.js", async () => {
    const p = deferred();
    const told = tell(p.promise);
    p.resolve(45);
    await told;
  });
  await run("resolve-thenable-immed.js", async () => {
    const value = new Value("value");
    const thenable = new Promise<Value>((resolve) => resolve(value));
    print(`${(await new Promise<Value>((resolve) => resolve(thenable))) == value}`);
  });
  await run("resolve-thenable-deferred.js", async () => {
    const thenable = new Promise<i32>((resolve) => resolve(45));
    await tell(new Promise<i32>((resolve) => queueMicrotask(() => resolve(thenable))));
  });
  await run("resolve-self.js", async () => {
    let itself: Promise<i32> | null = null;
    itself = new Promise<i32>((resolve) => queueMicrotask(() => resolve(itself!)));
    await itself.then<void>(notReached, (reason) => print(`${reason instanceof TypeError}`));
  });
  await run("resolve-ignored-via-fn-immed.js", async () => tell(new Promise<i32>((resolve, reject) => {
    reject(new Error("first"));
    resolve(1);
  })));
  await run("resolve-ignored-via-fn-deferred.js", async () => {
    const p = deferred();
    const told = tell(p.promise);
    p.reject(new Error("first"));
    p.resolve(1);
    await told;
  });
  await run("reject-ignored-via-abrupt.js", async () => tell(new Promise<i32>((resolve) => {
    resolve(1);
    throw new Error("ignored");
  })));
  await run("reject-ignored-via-fn-immed.js", async () => tell(new Promise<i32>((resolve, reject) => {
    resolve(1);
    reject(new Error("ignored"));
  })));
  await run("reject-ignored-via-fn-deferred.js", async () => {
    const p = deferred();
    const told = tell(p.promise);
    p.resolve(1);
    p.reject(new Error("ignored"));
    await told;
  });
  await run("reject-via-abrupt.js", async () => tell(new Promise<i32>((_) => { throw new Error("thrown"); })));
  await run("reject-via-abrupt-queue.js", async () => {
    const p = new Promise<i32>((_) => { throw new Error("thrown"); });
    await p.then<void>(notReached).then<void>((): void => print("not reached"), onRejected);
  });
  await run("reject-via-fn-immed.js", async () => tell(new Promise<i32>((_, reject) => reject(new Error("reason")))));
  await run("reject-via-fn-immed-queue.js", async () => {
    const p = new Promise<i32>((_, reject) => reject(new Error("reason")));
    await p.then<void>(notReached).then<void>((): void => print("not reached"), onRejected);
  });
  await run("reject-via-fn-deferred.js", async () => {
    const p = deferred();
    const told = tell(p.promise);
    p.reject(new Error("reason"));
    await told;
  });
  await run("reject-via-fn-deferred-queue.js", async () => {
    const p = deferred();
    const told = p.promise.then<void>(notReached).then<void>((): void => print("not reached"), onRejected);
    p.reject(new Error("reason"));
    await told;
  });

  await run("resolve/resolve-non-obj.js", async () => tell(Promise.resolve(23)));
  await run("resolve/resolve-non-thenable.js", async () => {
    const value = new Value("value");
    print(`${(await Promise.resolve(value)) == value}`);
  });
  await run("resolve/S25.4.4.5_A2.3_T1.js", async () => {
    const p = deferred();
    const same = Promise.resolve(p.promise);
    print(`${same == p.promise}`);
    const told = tell(same);
    p.reject(new Error("reason"));
    await told;
  });
  await run("resolve/S25.4.4.5_A4.1_T1.js", async () => {
    const cycle = Promise.withResolvers<i32>();
    cycle.resolve(cycle.promise);
    await cycle.promise.then<void>(notReached, (reason) => print(`${reason instanceof TypeError}`));
  });
  await run("withResolvers/promise.js", async () => print(`${Promise.withResolvers<i32>().promise instanceof Promise}`));

  await run("prototype/then/S25.4.4_A2.1_T2.js", async () => {
    const p1 = deferred(), p2 = deferred();
    p2.reject(new Error("3"));
    p1.resolve(2);
    p1.promise.then<void>(onFulfilled);
    const told = p2.promise.then<void>(notReached, onRejected);
    print("1");
    await told;
  });
  await run("prototype/then/S25.4.4_A2.1_T3.js", async () => {
    const p1 = deferred(), p2 = deferred();
    p2.reject(new Error("3"));
    p1.resolve(2);
    const told = Promise.resolve().then<Promise<void>>((): Promise<void> => {
      p1.promise.then<void>(onFulfilled);
      return p2.promise.then<void>(notReached, onRejected);
    });
    print("1");
    await told;
  });
  await run("prototype/then/S25.4.5.3_A4.1_T1.js", async () => tell(Promise.resolve(1).then<i32>(null, null)));
  await run("prototype/then/S25.4.5.3_A4.1_T2.js", async () => tell(refused("arg").then<i32>(null, null)));
  await run("prototype/then/S25.4.5.3_A5.1_T1.js", async () => {
    const p = deferred();
    print("1");
    p.promise.then<void>((_): void => print("3"));
    await Promise.resolve().then<Promise<void>>((): Promise<void> => {
      const last = p.promise.then<void>((_): void => print("4"));
      print("2");
      p.resolve(0);
      return last;
    });
  });
  await run("prototype/then/S25.4.5.3_A5.2_T1.js", async () => {
    const p = deferred();
    print("1");
    p.resolve(0);
    p.promise.then<void>((_): void => print("3"));
    const told = Promise.resolve().then<Promise<void>>((): Promise<void> => {
      const last = p.promise.then<void>((_): void => print("5"));
      print("4");
      return last;
    });
    print("2");
    await told;
  });
  await run("prototype/then/S25.4.5.3_A5.3_T1.js", async () => {
    const p = deferred();
    print("1");
    p.reject(new Error("reason"));
    p.promise.then<void>(notReached, (_): void => print("3"));
    const told = Promise.resolve().then<Promise<void>>((): Promise<void> => {
      const last = p.promise.then<void>(notReached, (_): void => print("5"));
      print("4");
      return last;
    });
    print("2");
    await told;
  });
  await run("prototype/then/reject-pending-fulfilled.js", async () => {
    const p = deferred();
    const told = tell(p.promise.then<i32>((_): i32 => { throw new Error("thrown"); }));
    p.resolve(0);
    await told;
  });
  await run("prototype/then/reject-pending-rejected.js", async () => {
    const p = deferred();
    const told = tell(p.promise.then<i32>((_): i32 => 0, (_): i32 => { throw new Error("thrown"); }));
    p.reject(new Error("reason"));
    await told;
  });
  await run("prototype/then/reject-settled-rejected.js", async () => {
    await tell(refused("reason").then<i32>((_): i32 => 0, (_): i32 => { throw new Error("thrown"); }));
  });
  await run("prototype/then/resolve-pending-fulfilled-non-obj.js", async () => {
    const p = deferred();
    const told = tell(p.promise.then<i32>((_): i32 => 23));
    p.resolve(0);
    await told;
  });
  await run("prototype/then/resolve-pending-fulfilled-thenable.js", async () => {
    const p = deferred();
    const told = tell(p.promise.then<Promise<i32>>((_): Promise<i32> => Promise.resolve(23)));
    p.resolve(0);
    await told;
  });
  await run("prototype/then/resolve-pending-rejected-non-obj.js", async () => {
    const p = deferred();
    const told = tell(p.promise.then<i32>((_): i32 => 0, (_): i32 => 23));
    p.reject(new Error("reason"));
    await told;
  });
  await run("prototype/then/resolve-pending-rejected-thenable.js", async () => {
    const p = deferred();
    const told = tell(p.promise.then<Promise<i32>>((_): Promise<i32> => never, (_): Promise<i32> => Promise.resolve(23)));
    p.reject(new Error("reason"));
    await told;
  });
  await run("prototype/then/resolve-settled-fulfilled-thenable.js", async () => {
    await tell(Promise.resolve(0).then<Promise<i32>>((_): Promise<i32> => Promise.resolve(23)));
  });
  await run("prototype/then/resolve-settled-rejected-non-obj.js", async () => {
    await tell(refused("reason").then<i32>((_): i32 => 0, (_): i32 => 23));
  });
  await run("prototype/then/resolve-settled-rejected-thenable.js", async () => {
    await tell(refused("reason").then<Promise<i32>>((_): Promise<i32> => never, (_): Promise<i32> => Promise.resolve(23)));
  });
  await run("prototype/then/resolve-pending-fulfilled-self.js", async () => {
    const p = deferred();
    let itself: Promise<i32> | null = null;
    itself = p.promise.then<Promise<i32>>((_): Promise<i32> => itself!);
    const told = itself.then<void>(notReached, (reason) => print(`${reason instanceof TypeError}`));
    p.resolve(0);
    await told;
  });
  await run("prototype/then/resolve-settled-fulfilled-self.js", async () => {
    let itself: Promise<i32> | null = null;
    itself = Promise.resolve(0).then<Promise<i32>>((_): Promise<i32> => itself!);
    await itself.then<void>(notReached, (reason) => print(`${reason instanceof TypeError}`));
  });
  await run("prototype/then/resolve-pending-rejected-self.js", async () => {
    const p = deferred();
    let itself: Promise<i32> | null = null;
    itself = p.promise.then<Promise<i32>>((_): Promise<i32> => never, (_): Promise<i32> => itself!);
    const told = itself.then<void>(notReached, (reason) => print(`${reason instanceof TypeError}`));
    p.reject(new Error("reason"));
    await told;
  });
  await run("prototype/then/resolve-settled-rejected-self.js", async () => {
    let itself: Promise<i32> | null = null;
    itself = refused("reason").then<Promise<i32>>((_): Promise<i32> => never, (_): Promise<i32> => itself!);
    await itself.then<void>(notReached, (reason) => print(`${reason instanceof TypeError}`));
  });
  await run("prototype/then/rxn-handler-fulfilled-next.js", async () => {
    const p = Promise.resolve(0);
    for (const name of ["a", "b", "c"]) p.then<void>((_): void => print(name), (_): void => print("not reached"));
    await p.then<void>((_): void => print("last"));
  });
  await run("prototype/then/rxn-handler-fulfilled-next-abrupt.js", async () => {
    const p = Promise.resolve(0);
    p.then<void>((_): void => { throw new Error("thrown"); }, notReachedReason).then<void>((): void => print("not reached"), onRejected);
    await tell(p);
  });
  await run("prototype/then/rxn-handler-rejected-next.js", async () => {
    const p = refused("reason");
    for (const name of ["a", "b", "c"]) p.then<void>(notReached, (_): void => print(name));
    await tell(p);
  });
  await run("prototype/then/rxn-handler-rejected-next-abrupt.js", async () => {
    const p = refused("reason");
    p.then<void>(notReached, (_): void => { throw new Error("thrown"); }).then<void>((): void => print("not reached"), onRejected);
    await tell(p);
  });

  await run("all/S25.4.4.1_A2.2_T1.js", async () => {
    Promise.all<i32>([]).then<void>((_: i32[]): void => print("2"));
    const told = between();
    print("1");
    await told;
  });
  await run("all/S25.4.4.1_A2.3_T2.js", async () => print(`${(await Promise.all<i32>([])).length}`));
  await run("all/S25.4.4.1_A8.2_T2.js", async () => {
    const p = deferred();
    const told = Promise.all<i32>([Promise.resolve(1), p.promise]).then<void>((_: i32[]): void => print("not reached"), onRejected);
    p.reject(new Error("2"));
    await told;
  });
  await run("allSettled/resolved-then-catch-finally.js", async () => {
    const settled = await Promise.allSettled<i32>([
      Promise.resolve(2).then<i32>((v) => v + 1),
      refused("21").catch<i32>((_) => 42),
      Promise.resolve(0).then<i32>((_): i32 => { throw new Error("foo"); }),
      refused("yes").then<i32>((_): i32 => { throw new Error("nope"); }),
      Promise.resolve(7).finally<void>((): void => {}),
      refused("here too").finally<void>((): void => {}),
      Promise.resolve(0).finally<void>((): void => { throw new Error("finally"); }),
      refused("nope").finally<void>((): void => { throw new Error("finally after rejected"); }),
      refused("1").then<i32>((_): i32 => 1, (_): i32 => 0),
    ]);
    for (const one of settled) print(`${one.status} ${one.status == "fulfilled" ? `${one.value}` : (one.reason as Error).message}`);
  });
  await run("any/resolve-from-resolve-reject-catch.js", async () => {
    await tell(Promise.any<i32>([
      refused("a"),
      new Promise<i32>((_, reject) => reject(new Error("b"))),
      Promise.all<i32>([refused("c")]).then<i32>((_: i32[]): i32 => 0),
      Promise.resolve(refused("d").catch<i32>((_) => 4)),
    ]));
  });
  await run("race/S25.4.4.3_A2.1_T1.js", async () => print(`${Promise.race<i32>([]) instanceof Promise}`));
  await run("race/S25.4.4.3_A7.1_T1.js", async () => {
    const p = Promise.race<i32>([Promise.resolve(1), Promise.resolve(2)]);
    print("1");
    p.then<void>(onFulfilled);
    const told = between();
    print("2");
    await told;
  });
  await run("race/S25.4.4.3_A7.1_T2.js", async () => {
    const p = Promise.race<i32>([Promise.resolve(1), never]);
    print("1");
    p.then<void>(onFulfilled);
    const told = between();
    print("2");
    await told;
  });
  await run("race/S25.4.4.3_A7.1_T3.js", async () => {
    const p = Promise.race<i32>([never, Promise.resolve(2)]);
    print("1");
    p.then<void>(onFulfilled);
    const told = between();
    print("2");
    await told;
  });
  await run("race/S25.4.4.3_A7.2_T1.js", async () => {
    const p = Promise.race<i32>([refused("1"), Promise.resolve(2)]);
    print("1");
    p.then<void>(notReached, onRejected);
    const told = between();
    print("2");
    await told;
  });
  await run("race/S25.4.4.3_A7.3_T2.js", async () => {
    const p1 = deferred(), p2 = deferred();
    const told = tell(Promise.race<i32>([p1.promise, p2.promise]));
    p2.reject(new Error("2"));
    p1.resolve(1);
    await told;
  });
  await run("race/S25.4.4.3_A5.1_T1.js", async () => {
    Promise.race<i32>([]).then<void>(notReached, notReachedReason);
    await between();
  });
  await run("race/resolved-then-catch-finally.js", async () => {
    await tell(Promise.race<i32>([
      refused("a").catch<i32>((_) => 1),
      Promise.resolve(2).then<i32>((_): i32 => { throw new Error("b"); }),
      refused("c").then<i32>((_): i32 => { throw new Error("not reached"); }),
      Promise.resolve(4).finally<void>((): void => {}),
      refused("e").finally<void>((): void => {}),
      Promise.resolve(6).finally<void>((): void => { throw new Error("f"); }),
      refused("g").finally<void>((): void => { throw new Error("h"); }),
      refused("h").then<i32>((v) => v, (_): i32 => 8),
      Promise.resolve(9).then<i32>((v) => v),
    ]));
  });
}
