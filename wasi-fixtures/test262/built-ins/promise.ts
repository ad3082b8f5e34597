// built-ins/Promise of test262: the cases that need no dynamic typing, under their names; what they assert is printed.
// Ported from https://github.com/tc39/test262: see LICENSE beside cases.ts.
import { run } from "./cases";

export async function main(): Promise<void> {
  await run("all/S25.4.4.1_A8.1_T1.js", async () => {
    const p1 = new Promise<i32>((resolve, _) => resolve(1)), p2 = new Promise<i32>((resolve, _) => resolve(2));
    print("1");
    p1.then<void>((_: i32): void => print("3"));
    const all = Promise.all<i32>([p1, p2]).then<void>((_: i32[]): void => print("5"));
    p2.then<void>((_: i32): void => print("4"));
    print("2");
    await all;
  });
  await run("any/resolved-sequence.js", async () => {
    const p1 = new Promise<i32>((resolve, _) => resolve(1)), p2 = new Promise<i32>((resolve, _) => resolve(2));
    print("1");
    p1.then<void>((_: i32): void => print("3"));
    const all = Promise.any<i32>([p1, p2]).then<void>((_: i32): void => print("5"));
    p2.then<void>((_: i32): void => print("4"));
    print("2");
    await all;
  });
  await run("allSettled/resolved-sequence.js", async () => {
    const p1 = new Promise<i32>((resolve, _) => resolve(1)), p2 = new Promise<i32>((resolve, _) => resolve(2));
    print("1");
    p1.then<void>((_: i32): void => print("3"));
    const all = Promise.allSettled<i32>([p1, p2]).then<void>((_: PromiseSettledResult<i32>[]): void => print("5"));
    p2.then<void>((_: i32): void => print("4"));
    print("2");
    await all;
  });
  await run("race/resolved-sequence.js", async () => {
    const p1 = new Promise<i32>((resolve, _) => resolve(1)), p2 = new Promise<i32>((resolve, _) => resolve(2));
    print("1");
    p1.then<void>((_: i32): void => print("3"));
    const all = Promise.race<i32>([p1, p2]).then<void>((_: i32): void => print("5"));
    p2.then<void>((_: i32): void => print("4"));
    print("2");
    await all;
  });
  await run("any/resolved-sequence-with-rejections.js", async () => {
    const p1 = new Promise<i32>((_, reject) => reject(new Error("foo"))), p2 = new Promise<i32>((_, reject) => reject(new Error("bar")));
    print("1");
    p1.catch<i32>((e: Error): i32 => { print("3 " + e.message); return 0; });
    const all = Promise.any<i32>([p1, p2]).then<void>((_: i32): void => print("5"), (e: Error): void => print("5 " + e.name));
    p2.catch<i32>((e: Error): i32 => { print("4 " + e.message); return 0; });
    print("2");
    await all;
  });
  await run("any/resolved-sequence-mixed.js", async () => {
    const p1 = new Promise<i32>((_, reject) => reject(new Error("a"))), p2 = new Promise<i32>((resolve, _) => resolve(0)), p3 = new Promise<i32>((_, reject) => reject(new Error("c")));
    print("1");
    p1.catch<i32>((e: Error): i32 => { print("3 " + e.message); return 0; });
    const all = Promise.any<i32>([p1, p2, p3]).then<void>((_: i32): void => print("6"));
    p2.then<void>((_: i32): void => print("4"));
    print("2");
    p3.catch<i32>((e: Error): i32 => { print("5 " + e.message); return 0; });
    await all;
  });
  await run("allSettled/resolved-sequence-with-rejections.js", async () => {
    const p1 = new Promise<i32>((_, reject) => reject(new Error("foo"))), p2 = new Promise<i32>((_, reject) => reject(new Error("bar")));
    print("1");
    p1.catch<i32>((e: Error): i32 => { print("3 " + e.message); return 0; });
    const all = Promise.allSettled<i32>([p1, p2]).then<void>((_: PromiseSettledResult<i32>[]): void => print("5"), (e: Error): void => print("5 " + e.name));
    p2.catch<i32>((e: Error): i32 => { print("4 " + e.message); return 0; });
    print("2");
    await all;
  });
  await run("allSettled/resolved-sequence-mixed.js", async () => {
    const p1 = new Promise<i32>((_, reject) => reject(new Error("a"))), p2 = new Promise<i32>((resolve, _) => resolve(0)), p3 = new Promise<i32>((_, reject) => reject(new Error("c")));
    print("1");
    p1.catch<i32>((e: Error): i32 => { print("3 " + e.message); return 0; });
    const all = Promise.allSettled<i32>([p1, p2, p3]).then<void>((_: PromiseSettledResult<i32>[]): void => print("6"));
    p2.then<void>((_: i32): void => print("4"));
    print("2");
    p3.catch<i32>((e: Error): i32 => { print("5 " + e.message); return 0; });
    await all;
  });
  await run("any/resolved-sequence-extra-ticks.js", async () => {
    const p1 = new Promise<i32>((resolve, _) => resolve(1));
    print("1");
    Promise.any<i32>([p1]).then<void>((_: i32): void => print("4"));
    const last = p1.then<void>((_: i32): void => print("3")).then<void>((): void => print("5"));
    print("2");
    await last;
    await 0;
    await 0;
  });
  await run("allSettled/resolved-sequence-extra-ticks.js", async () => {
    const p1 = new Promise<i32>((resolve, _) => resolve(1));
    print("1");
    Promise.allSettled<i32>([p1]).then<void>((_: PromiseSettledResult<i32>[]): void => print("4"));
    const last = p1.then<void>((_: i32): void => print("3")).then<void>((): void => print("5"));
    print("2");
    await last;
    await 0;
    await 0;
  });
  await run("race/resolved-sequence-extra-ticks.js", async () => {
    const p1 = new Promise<i32>((resolve, _) => resolve(1));
    print("1");
    Promise.race<i32>([p1]).then<void>((_: i32): void => print("4"));
    const last = p1.then<void>((_: i32): void => print("3")).then<void>((): void => print("5"));
    print("2");
    await last;
    await 0;
    await 0;
  });
  await run("all/S25.4.4.1_A2.1_T1.js", async () => print(`${Promise.all<i32>([]) instanceof Promise}`));
  await run("all/S25.4.4.1_A2.3_T1.js", async () => print(`${(await Promise.all<i32>([])).length}`));
  await run("all/S25.4.4.1_A7.1_T1.js", async () => {
    const p = Promise.all<i32>([new Promise<i32>((resolve, _) => resolve(3))]);
    print(`${(await p)[0]}`);
  });
  await run("all/S25.4.4.1_A7.2_T1.js", async () => {
    const p1 = new Promise<i32>((resolve, _) => resolve(1)), p2 = new Promise<i32>((_, reject) => reject(new Error("2")));
    await Promise.all<i32>([p1, p2]);
  });
  await run("all/S25.4.4.1_A8.2_T1.js", async () => {
    const one = Promise.withResolvers<i32>(), two = Promise.withResolvers<i32>();
    one.promise.then<void>((_: i32): void => print("not called"), (e: Error): void => print(`first ${e.message}`));
    const all = Promise.all<i32>([one.promise, two.promise]).then<void>(
      (_: i32[]): void => print("not called"),
      (e: Error): void => print(`all ${e.message}`),
    );
    one.reject(new Error("1"));
    two.resolve(2);
    await all;
  });
  await run("all/reject-immed.js", async () => {
    await Promise.all<i32>([new Promise<i32>((_, reject) => reject(new Error("immediately")))]);
  });
  await run("all/reject-deferred.js", async () => {
    await Promise.all<i32>([new Promise<i32>((_, reject) => { queueMicrotask(() => { reject(new Error("later")); }); })]);
  });
  await run("all/resolve-ignores-late-rejection.js", async () => {
    const late = new Promise<i32>((resolve, reject) => {
      resolve(4);
      reject(new Error("late"));
    });
    print(`${(await Promise.all<i32>([late]))[0]}`);
  });
  await run("allSettled/resolves-empty-array.js", async () => print(`${(await Promise.allSettled<i32>([])).length}`));
  await run("allSettled/resolved-all-fulfilled.js", async () => {
    const all = await Promise.allSettled<i32>([Promise.resolve<i32>(1), Promise.resolve<i32>(2)]);
    print(`${all[0].status} ${all[0].value} ${all[1].status} ${all[1].value}`);
  });
  await run("allSettled/resolved-all-mixed.js", async () => {
    const all = await Promise.allSettled<i32>([Promise.resolve<i32>(1), Promise.reject<i32>(new Error("2"))]);
    print(`${all[0].status} ${all[0].value} ${all[1].status} ${(all[1].reason as Error).message}`);
  });
  await run("allSettled/resolved-all-rejected.js", async () => {
    const all = await Promise.allSettled<i32>([Promise.reject<i32>(new Error("1")), Promise.reject<i32>(new Error("2"))]);
    print(`${all[0].status} ${(all[0].reason as Error).message} ${all[1].status} ${(all[1].reason as Error).message}`);
  });
  await run("allSettled/resolved-immed.js", async () => {
    print(`${(await Promise.allSettled<i32>([new Promise<i32>((resolve, _) => resolve(5))]))[0].value}`);
  });
  await run("any/reject-all-mixed.js", async () => {
    const rejections = [
      Promise.reject<string>(new Error("a")),
      new Promise<string>((_, reject) => reject(new Error("b"))),
      Promise.all<string>([Promise.reject<string>(new Error("c"))]).then<string>((_: string[]): string => "none"),
    ];
    try {
      print(await Promise.any<string>(rejections));
    } catch (e) {
      print((e as Error).name);
      print(`${(e as AggregateError).errors.length}`);
    }
  });
  await run("any/resolve-from-reject-catch.js", async () => {
    print(await Promise.any<string>([
      Promise.reject<string>(new Error("a")),
      new Promise<string>((_, reject) => reject(new Error("b"))),
      Promise.reject<string>(new Error("d")).catch<string>((e: Error): string => e.message),
    ]));
  });
  await run("any/reject-deferred.js", async () => {
    const later = new Promise<i32>((_, reject) => { queueMicrotask(() => { reject(new Error("later")); }); });
    try {
      await Promise.any<i32>([later]);
    } catch (e) {
      print((e as Error).name);
    }
  });
  await run("race/S25.4.4.3_A6.2_T1.js", async () => {
    const p1 = new Promise<i32>((_, reject) => reject(new Error("1"))), p2 = new Promise<i32>((_, reject) => reject(new Error("2")));
    p2.catch<i32>((_: Error): i32 => 0);
    await Promise.race<i32>([p1, p2]);
  });
  await run("race/S25.4.4.3_A7.3_T1.js", async () => {
    const p1 = Promise.withResolvers<i32>(), p2 = Promise.withResolvers<i32>();
    p2.reject(new Error("not seen"));
    p1.resolve(1);
    print(`${await Promise.race<i32>([p1.promise, p2.promise])}`);
  });
  await run("exception-after-resolve-in-executor.js", async () => {
    print(`${await new Promise<i32>((resolve, _) => {
      resolve(1);
      throw new Error("ignored exception");
    })}`);
  });
  await run("prototype/catch/S25.4.5.1_A3.1_T1.js", async () => {
    print(await Promise.resolve<string>("3").catch<string>((_: Error): string => "not called"));
  });
  await run("prototype/catch/S25.4.5.1_A3.1_T2.js", async () => {
    print(await Promise.reject<string>(new Error("3")).catch<string>((e: Error): string => `caught ${e.message}`));
  });
  await run("prototype/finally/rejection-reason-no-fulfill.js", async () => {
    const p = Promise.reject<i32>(new Error("original")).finally<i32>((): i32 => { print("1"); return 5; });
    await p.then<void>((_: i32): void => print("not called"), (e: Error): void => print(`2 ${e.message}`));
  });
  await run("prototype/finally/rejection-reason-override-with-throw.js", async () => {
    const p = Promise.reject<i32>(new Error("original")).finally<void>((): void => {
      print("1");
      throw new Error("thrown");
    });
    await p.then<void>((_: i32): void => print("not called")).catch<void>((e: Error): void => print(`2 ${e.message}`));
  });
  await run("prototype/finally/resolution-value-no-override.js", async () => {
    const p = Promise.resolve<i32>(1).finally<i32>((): i32 => { print("1"); return 5; });
    print(`2 ${await p}`);
  });
  await run("prototype/then/S25.4.4_A2.1_T1.js", async () => {
    const one = Promise.withResolvers<i32>(), two = Promise.withResolvers<i32>();
    const end = one.promise.then<void>((n: i32): void => print(`${n}`)).then<void>((): void => print("checked"));
    two.promise.catch<i32>((e: Error): i32 => { print(e.message); return 0; });
    two.reject(new Error("2"));
    one.resolve(3);
    print("1");
    await end;
  });
  await run("prototype/then/rxn-handler-identity.js", async () => {
    print(await Promise.resolve<string>("same").then<string>(null));
  });
  await run("prototype/then/rxn-handler-thrower.js", async () => {
    await Promise.reject<i32>(new Error("same")).then<i32>((n: i32): i32 => n);
  });
  await run("prototype/then/rxn-handler-fulfilled-return-normal.js", async () => {
    print(`${await Promise.resolve<i32>(1).then<i32>((n: i32): i32 => n + 1)}`);
  });
  await run("prototype/then/rxn-handler-fulfilled-return-abrupt.js", async () => {
    await Promise.resolve<i32>(1).then<i32>((n: i32): i32 => { throw new Error(`abrupt ${n}`); });
  });
  await run("prototype/then/rxn-handler-rejected-return-normal.js", async () => {
    print(`${await Promise.reject<i32>(new Error("1")).then<i32>(null, (e: Error): i32 => e.message.length)}`);
  });
  await run("prototype/then/rxn-handler-rejected-return-abrupt.js", async () => {
    await Promise.reject<i32>(new Error("1")).then<i32>(null, (e: Error): i32 => { throw new Error(`abrupt ${e.message}`); });
  });
  await run("prototype/then/prfm-fulfilled.js", async () => {
    await new Promise<i32>((resolve, _) => resolve(4)).then<void>((n: i32): void => print(`${n}`), (_: Error): void => print("not called"));
  });
  await run("prototype/then/prfm-rejected.js", async () => {
    await new Promise<i32>((_, reject) => reject(new Error("4"))).then<void>((_: i32): void => print("not called"), (e: Error): void => print(e.message));
  });
  await run("prototype/then/prfm-pending-fulfulled.js", async () => {
    const p = Promise.withResolvers<i32>();
    const end = p.promise.then<void>((n: i32): void => print(`${n}`), (_: Error): void => print("not called"));
    p.resolve(4);
    await end;
  });
  await run("prototype/then/prfm-pending-rejected.js", async () => {
    const p = Promise.withResolvers<i32>();
    const end = p.promise.then<void>((_: i32): void => print("not called"), (e: Error): void => print(e.message));
    p.reject(new Error("4"));
    await end;
  });
  await run("prototype/then/resolve-settled-fulfilled-non-obj.js", async () => {
    const p = Promise.withResolvers<i32>();
    p.resolve(23);
    p.resolve(24);
    p.reject(new Error("ignored"));
    print(`${await p.promise}`);
  });
  await run("prototype/then/reject-settled-fulfilled.js", async () => {
    const p = Promise.withResolvers<i32>();
    p.reject(new Error("first"));
    p.resolve(24);
    await p.promise;
  });
  await run("reject/S25.4.4.4_A2.1_T1.js", async () => { await Promise.reject<void>(new Error("3")); });
  await run("resolve/S25.4.4.5_A2.1_T1.js", async () => {
    const p1 = new Promise<i32>((resolve, _) => resolve(1));
    print(`${Promise.resolve(p1) == p1}`);
  });
  await run("resolve/S25.4.4.5_A2.2_T1.js", async () => {
    const p = Promise.withResolvers<i32>();
    const same = Promise.resolve(p.promise);
    print(`${same == p.promise}`);
    same.then<void>((n: i32): void => print(`${n}`));
    p.resolve(2);
    await p.promise;
  });
}
