// Closures and errors: thrown through library functions, caught variables captured, closures made in every block of a try.
import { yieldNow } from "as-pollen";

type Show = () => string;

function attempt(f: () => void): string {
  try {
    f();
    return "fine";
  } catch (e) {
    return (e as Error).message;
  }
}

function shows(fail: bool): Show[] {
  const list: Show[] = [];
  let state = "start";
  try {
    let inner = "inner";
    list.push(() => `try ${inner} ${state}`);
    inner += "!";
    if (fail) throw new Error("failed");
    state = "passed";
  } catch (e) {
    let note = "note";
    list.push(() => `catch ${(e as Error).message} ${note} ${state}`);
    note = "noted";
    state = "caught";
  } finally {
    let last = "last";
    list.push(() => `finally ${last} ${state}`);
    last += "ing";
    state += " and left";
  }
  return list;
}

function replaced(): string {
  try {
    throw new Error("first");
  } catch (e) {
    const read = (): string => (e as Error).message;
    const write = (): void => { e = new Error("second"); };
    const before = read();
    write();
    return before + " " + read() + " " + (e as Error).message;
  }
}

class Coded extends Error {
  constructor(public code: i32) {
    super("coded");
  }
}

/** What `instanceof` tells of a captured error, the closure knows. */
function narrowed(error: Error): string {
  const tell = (): string => (error instanceof Coded ? `parameter ${error.code}` : "no code");
  try {
    throw error;
  } catch (e) {
    const caught = (): i32 => {
      if (!(e instanceof Coded)) return -1;
      return e.code;
    };
    return `${tell()} ${caught()}`;
  }
}

export async function main(): Promise<void> {
  print(narrowed(new Coded(7)));
  print(narrowed(new Error("plain")));
  let seen = 0;
  const limit = 3;
  print(attempt(() => {
    [1, 2, 3, 4].forEach((x) => {
      if (x > limit) throw new Error(`${x} after ${seen}`);
      seen += x;
    });
  }));
  print(attempt(() => {
    [3, 1, 2].sort((a, b) => {
      seen++;
      if (seen > 7) throw new Error("sorted enough");
      return a - b;
    });
  }));
  print(attempt(() => { seen = 0; }) + ` ${seen}`);
  for (let k = 0; k < 2; k++) {
    const list = shows(k == 1);
    for (let i = 0; i < list.length; i++) print(list[i]());
  }
  print(replaced());

  const later: Array<() => Promise<string>> = [];
  for (let i = 0; i < 3; i++) {
    try {
      await yieldNow();
      if (i % 2) throw new Error(`odd ${i}`);
      later.push(async () => {
        await yieldNow();
        return `even ${i}`;
      });
    } catch (e) {
      later.push(async () => {
        await yieldNow();
        seen++;
        if (seen > 5) throw new Error("never");
        return (e as Error).message + " " + seen.toString();
      });
    } finally {
      const at = seen;
      later.push(async () => `finally ${i} ${at}`);
    }
  }
  for (let i = 0; i < later.length; i++) print(await later[i]());
}
