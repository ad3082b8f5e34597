// throw, try, catch and finally in synchronous code.
class Coded extends Error {
  constructor(public code: i32, message: string) {
    super(message);
    this.name = "Coded";
  }
}
class Worse extends Coded {
  depth: i32 = 3;
}

function risky(x: i32): i32 {
  if (x == 1) throw new Error("one");
  if (x == 2) throw new Coded(20, "two");
  if (x == 3) throw new RangeError("three");
  if (x == 4) throw new Worse(40, "four");
  return x;
}

function tell(e: Error): string {
  if (e instanceof Worse && e.depth > 2) return `worse ${e.code} ${e.depth}`;
  if (!(e instanceof Coded)) return `${e.name}: ${e.message}`;
  return `coded ${e.code} ${e.message}`;
}

function caught(x: i32): string {
  try {
    return `fine ${risky(x)}`;
  } catch (e) {
    return tell(e as Error);
  } finally {
    print(`finally ${x}`);
  }
}

function overridden(): i32 {
  try {
    throw new Error("lost");
  } finally {
    return 1;
  }
}

function returnsBefore(): i32 {
  let x = 1;
  try {
    return x;
  } finally {
    x = 2;
  }
}

function rethrown(x: i32): i32 {
  try {
    return risky(x);
  } catch (e) {
    if (e instanceof Coded) return e.code;
    throw e;
  } finally {
    print("rethrown");
  }
}

function nested(): string {
  let s = "";
  try {
    try {
      try {
        risky(1);
      } finally {
        s += "a";
      }
    } catch (e) {
      s += (e as Error).message;
      risky(2);
    } finally {
      s += "b";
    }
  } catch (e) {
    s += (e as Error).message;
  }
  return s;
}

function loops(): string {
  let s = "";
  for (let i = 0; i < 8; i++) {
    try {
      if (i == 5) continue;
      if (i == 7) break;
      s += risky(i).toString();
    } catch (e) {
      s += "c";
      if (i == 3) continue;
    } finally {
      s += "f";
      if (i == 6) break;
    }
    s += ".";
  }
  while (true) {
    try {
      return s + "r";
    } finally {
      break;
    }
  }
  do {
    try {
      s += "d";
      risky(1);
    } catch (e) {
      continue;
    } finally {
      s += "e";
    }
  } while (s.length < 30);
  return s;
}

function switched(x: i32): string {
  let s = "";
  switch (x) {
    case 0:
      try {
        s += "zero";
        break;
      } finally {
        s += "!";
      }
    case 1:
      try {
        risky(1);
      } catch (e) {
        s += "caught";
      }
    default:
      s += "default";
  }
  return s;
}

class Resource {
  constructor(public name: string, fails: boolean = false) {
    if (fails) throw new Error(`no ${name}`);
    print(`open ${name}`);
  }
  get value(): string {
    if (this.name == "b") throw new TypeError("no value");
    return this.name;
  }
  close(): void {
    print(`close ${this.name}`);
  }
}

function use(name: string, fails: boolean = false): string {
  const resource = new Resource(name, fails);
  try {
    return resource.value;
  } finally {
    resource.close();
  }
}

const functions: ((x: i32) => i32)[] = [risky, rethrown];

function values(): string {
  let s = "";
  for (let i = 0; i < 4; i++) {
    try {
      s += functions[i & 1](i).toString();
    } catch (e) {
      s += (e as Error).message;
    }
  }
  try {
    [3, 2, 1].forEach((x) => {
      risky(x);
    });
  } catch (e) {
    s += (e as Error).message;
  }
  return s;
}

class Shape {
  area(): f64 {
    return 1;
  }
}
class Broken extends Shape {
  area(): f64 {
    throw new Error("no area");
  }
}

function virtual(): string {
  let s = "";
  const shapes: Shape[] = [new Shape(), new Broken()];
  for (let i = 0; i < 2; i++) {
    try {
      s += num(shapes[i].area());
    } catch (e) {
      s += (e as Error).message;
    }
  }
  return s;
}

function withDefault(x: i32 = risky(1)): i32 {
  return x;
}

export async function main(): Promise<void> {
  for (let i = 0; i < 5; i++) print(caught(i));
  print(`${overridden()} ${returnsBefore()}`);
  print(`${rethrown(0)} ${rethrown(2)}`);
  try {
    rethrown(3);
  } catch (e) {
    print(`again ${(e as Error).message}`);
  }
  print(nested());
  print(loops());
  for (let i = 0; i < 3; i++) print(switched(i));
  print(use("a"));
  try {
    use("b");
  } catch (e) {
    print((e as Error).message);
  }
  try {
    use("c", true);
  } catch (e) {
    print((e as Error).message);
  }
  print(values());
  print(virtual());
  try {
    print(`${withDefault(5)}`);
    withDefault();
  } catch (e) {
    print((e as Error).toString());
  }
}
