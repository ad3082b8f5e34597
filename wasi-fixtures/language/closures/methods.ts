// `this` and `super` in arrow functions of methods, constructors and fields.
class Counter {
  n: i32 = 0;
  constructor(readonly name: string) {}
  inc(): () => i32 { return () => ++this.n; }
  greet(list: string[]): string[] { return list.map<string>((x: string): string => this.name + x); }
  nested(): () => () => string { return () => () => this.name + (this.n++).toString(); }
}

class Fields {
  n: i32 = 7;
  plus: (d: i32) => i32 = (d: i32): i32 => this.n + d;
  times: () => i32;
  list: Array<() => i32> = [];
  constructor(k: i32) {
    let own = k;
    this.times = (): i32 => this.n * k + own++;
    for (let i = 0; i < 3; i++) this.list.push(() => this.n + i);
    this.n++;
  }
}

class Base {
  constructor(public a: i32) {}
  act(x: i32): i32 { return x + this.a; }
  get size(): i32 { return 7; }
}

class Derived extends Base {
  f: () => i32;
  constructor(k: i32) {
    super(k);
    let calls = 0;
    this.f = () => this.a + calls++;
  }
  act(x: i32): i32 { return 100 * x; }
  get size(): i32 { return 9; }
  both(k: i32): i32 {
    const outer = (): i32 => {
      const inner = (y: i32): i32 => super.act(y) + this.act(y) + k + super.size * this.size;
      return inner(k);
    };
    return outer();
  }
}

class List<T> {
  items: T[] = [];
  each(f: (item: T) => void): void { for (let i = 0; i < this.items.length; i++) f(this.items[i]); }
  count(wanted: T): i32 {
    let n = 0;
    this.each((item: T): void => { if (item == wanted) n++; });
    return n;
  }
}

class Static {
  static scale: i32 = 2;
  static handler: (() => string) | null = null;
  static make(n: i32): () => i32 {
    let calls = 0;
    return (): i32 => n * Static.scale + calls++;
  }
}

const made = Static.make(4);
let named: ((x: string) => string) | null = null;
let top: () => string = () => "";
{
  let t = "top";
  top = (): string => {
    t += "!";
    return t;
  };
}

export async function main(): Promise<void> {
  const counter = new Counter("k");
  const inc = counter.inc();
  inc();
  inc();
  print(`${counter.n} ${counter.greet(["a", "b"]).join("+")}`);
  const nested = counter.nested()();
  print(nested() + nested());

  const fields = new Fields(3);
  print(`${fields.plus(1)} ${fields.times()} ${fields.times()} ${fields.list[0]()} ${fields.list[2]()}`);

  const derived = new Derived(5);
  print(`${derived.f()} ${derived.f()} ${derived.both(3)}`);

  const numbers = new List<i32>();
  numbers.items = [1, 2, 1];
  const words = new List<string>();
  words.items = ["x", "y"];
  print(`${numbers.count(1)} ${words.count("x")}`);

  print(`${made()} ${made()}`);
  const t = "t";
  named = (x: string): string => x + t + counter.name;
  Static.handler = (): string => t + t;
  print(named!("x") + Static.handler!());
  print(top() + top());
}
