// Rejections, and errors of synchronous callees, in async code.
import { sleep, yieldNow } from "as-pollen";

class Coded extends Error {
  constructor(public code: i32, message: string) {
    super(message);
  }
}

function check(x: i32): i32 {
  if (x < 0) throw new Coded(x, "negative");
  return x;
}

async function later(x: i32): Promise<i32> {
  await sleep(1);
  return check(x);
}

async function now(x: i32): Promise<i32> {
  return check(x);
}

async function order(x: i32): Promise<string> {
  let s = "";
  try {
    s += (await later(x)).toString();
    s += (await now(x - 5)).toString();
    return s + "r";
  } catch (e) {
    s += e instanceof Coded ? `c${e.code}` : "?";
    await yieldNow();
    if (x < 0) throw e;
    s += "h";
  } finally {
    s += "f";
    await sleep(1);
    print(s);
  }
  return s;
}

async function loops(): Promise<string> {
  let s = "";
  for (let i = -2; i < 6; i++) {
    try {
      if (i == 1) continue;
      if (i == 4) break;
      s += (await later(i)).toString();
    } catch (e) {
      s += "c";
      await yieldNow();
      if (i == -1) continue;
    } finally {
      await yieldNow();
      s += "f";
    }
    s += ".";
  }
  return s;
}

async function overridden(): Promise<i32> {
  try {
    await later(-1);
  } finally {
    return 1;
  }
}

async function replaced(): Promise<i32> {
  try {
    return await later(1);
  } finally {
    await later(-7);
  }
}

async function notAwaited(): Promise<i32> {
  try {
    return later(-3);
  } catch (e) {
    return 0;
  }
}

async function awaited(): Promise<i32> {
  try {
    return await later(-3);
  } catch (e) {
    return 0;
  }
}

async function inExpression(): Promise<i32> {
  let sum = 100;
  try {
    sum = sum + (await later(1)) * check(-4) + (await later(2));
  } catch (e) {
    sum += (e as Coded).code;
  }
  return sum;
}

async function live(a: string, b: i64, c: f64): Promise<string> {
  let kept = a;
  let changed = "before";
  let count = 0;
  try {
    count++;
    await later(1);
    changed = "during";
    count++;
    await later(-1);
    changed = "after";
  } catch (e) {
    return `${kept} ${changed} ${count} ${b} ${num(c)} ${(e as Error).message}`;
  }
  return "";
}

async function handlers(): Promise<string> {
  let s = "";
  try {
    try {
      await later(-1);
    } catch (e) {
      s += "1";
      try {
        await later(-2);
      } catch (e) {
        s += "2";
      } finally {
        s += "3";
        try {
          await later(-3);
        } catch (e) {
          s += "4";
        }
      }
      await later(-4);
    } finally {
      s += "5";
    }
  } catch (e) {
    s += (e as Coded).code.toString();
  }
  return s;
}

async function without(x: i32): Promise<void> {
  if (x > 0) throw new Error("without awaits");
}

async function withDefault(x: i32 = check(-9)): Promise<i32> {
  return x;
}

class Service {
  failures: i32 = 0;
  async run(x: i32): Promise<i32> {
    try {
      return check(await later(x));
    } catch (e) {
      this.failures++;
      throw new Error(`run: ${(e as Error).message}`);
    }
  }
}

async function show(name: string, promise: Promise<i32>): Promise<void> {
  try {
    print(`${name} ${await promise}`);
  } catch (e) {
    print(`${name} failed: ${(e as Error).message}`);
  }
}

function callbacks(): void {
  const one = Promise.resolve<i32>(1);
  show("then", one.then((x) => check(-x)));
  show("catch", later(-1).catch((e): i32 => { throw new Error(`caught ${e.message}`); }));
  show("handled", later(-1).catch((e) => (e as Coded).code));
  show("finally", later(2).finally(() => { check(-1); }));
  show("finally2", later(-2).finally(() => { print("tidy"); }));
  show("chain", one.then((x) => check(x - 2)).then((x) => x + 1).catch((e) => 55));
}

export async function main(): Promise<void> {
  for (let x = -1; x < 7; x += 3) {
    try {
      print(await order(x));
    } catch (e) {
      print(`out ${(e as Error).message}`);
    }
  }
  print(await loops());
  print(`${await overridden()}`);
  await show("replaced", replaced());
  await show("not awaited", notAwaited());
  await show("awaited", awaited());
  print(`${await inExpression()}`);
  print(await live("kept", 7, 1.5));
  print(await handlers());
  try {
    await without(0);
    await without(1);
  } catch (e) {
    print((e as Error).message);
  }
  await show("default", withDefault());
  const service = new Service();
  await show("service", service.run(-1));
  await show("service", service.run(3));
  print(`${service.failures}`);
  callbacks();
  await sleep(10);
  const all = [later(1), later(-2), later(-3)];
  try {
    await Promise.all(all);
  } catch (e) {
    print(`all ${(e as Coded).code}`);
  }
  try {
    await Promise.any([later(-1), later(-2)]);
  } catch (e) {
    print((e as AggregateError).errors.map<string>((error: Error) => error.message).join());
  }
  try {
    await Promise.reject<i32>(new Error("rejected"));
  } catch (e) {
    print((e as Error).message);
  }
}
