// Errors in and through closures.
import { sleep } from "as-pollen";

class Coded extends Error {
  constructor(public code: i32) {
    super("coded");
  }
}

function apply(f: (x: i32) => i32, x: i32): i32 {
  return f(x);
}

function attempt(f: () => void): string {
  try {
    f();
    return "fine";
  } catch (e) {
    return (e as Error).message;
  }
}

export async function main(): Promise<void> {
  let count = 0;
  const risky = (x: i32): i32 => {
    count++;
    if (x > 2) throw new Coded(count);
    return x + count;
  };
  for (let i = 0; i < 5; i++) {
    try {
      print(apply(risky, i).toString());
    } catch (e) {
      if (e instanceof Coded) print(`coded ${e.code}`);
      const told = (): string => `${(e as Error).message} ${i}`;
      print(told());
    } finally {
      const add = (): void => {
        count += 10;
      };
      add();
    }
  }
  print(attempt(() => {
    count++;
  }));
  print(attempt(() => {
    throw new Error(`in a closure ${count}`);
  }));

  let s = "";
  const later = async (x: i32): Promise<i32> => {
    try {
      await sleep(1);
      s += "a";
      return risky(x);
    } catch (e) {
      s += "c";
      throw e;
    } finally {
      s += "f";
      await sleep(1);
      s += "g";
    }
  };
  try {
    await later(1);
    print(s);
    await later(7);
  } catch (e) {
    print(s + (e as Error).message);
  }

  const list = [1, 2, 3, 4];
  try {
    list.forEach((x) => {
      if (x == 3) throw new Error(`at ${x} ${s}`);
      s += x.toString();
    });
  } catch (e) {
    print((e as Error).message);
  }

  const looped = (): i32 => {
    for (let i = 0; i < 3; i++) {
      try {
        if (i == 1) return count + i;
      } finally {
        s += "!";
      }
    }
    return 0;
  };
  print(`${looped()} ${s}`);
  await sleep(1)
    .then(() => {
      if (count > 3) throw new Error(`then ${count}`);
    })
    .catch((e) => {
      print(e.message + s);
    });
}
