// Closures as values: in fields, arrays, maps and globals; passed, returned, and given to AssemblyScript's own library.
class Registry {
  handlers: Map<string, (s: string) => string> = new Map();
  prefix: string = "P";
  on(name: string, handler: (s: string) => string): void { this.handlers.set(name, handler); }
  fire(name: string, s: string): string { return this.handlers.has(name) ? this.handlers.get(name)(s) : "none"; }
  setup(tag: string): void {
    this.on("tag", (s) => this.prefix + tag + s);
    this.on("nest", (s) => {
      const inner = (t: string): string => this.prefix + s + t + tag;
      return inner("x") + inner("y");
    });
    this.on("change", (s) => {
      tag += s;
      this.prefix += "!";
      return tag;
    });
  }
}

function compose<T>(f: (x: T) => T, g: (x: T) => T): (x: T) => T {
  return (x: T): T => g(f(x));
}

function constant<T>(value: T): () => T {
  return () => value;
}

function times(n: i32, f: (i: i32) => void): void {
  for (let i = 0; i < n; i++) f(i);
}

function memo(f: (n: i32) => i32): (n: i32) => i32 {
  const known = new Map<i32, i32>();
  return (n: i32): i32 => {
    if (known.has(n)) return known.get(n);
    const value = f(n);
    known.set(n, value);
    return value;
  };
}

let kept: Array<() => string> = [];

export async function main(): Promise<void> {
  const registry = new Registry();
  registry.setup("T");
  print(`${registry.fire("tag", "a")} ${registry.fire("nest", "b")} ${registry.fire("change", "c")}`);
  print(`${registry.fire("tag", "d")} ${registry.fire("other", "e")}`);

  const k = 3;
  let calls = 0;
  print(`${compose<i32>((x) => x + k, (x) => x * 2)(5)} ${compose<string>((x) => x + k.toString(), (x) => x + x)("q")}`);
  print(`${constant<i32>(k)()} ${constant<string>("s")()} ${constant(calls + 1)()}`);
  let sum = 0;
  times(5, (i) => { sum += i * k; });
  print(`${sum}`);
  const square = memo((n: i32): i32 => {
    calls++;
    return n * n;
  });
  print(`${square(3)} ${square(3)} ${square(4)} ${calls}`);

  const list = [5, 3, 9, 1];
  const direction = -1;
  let comparisons = 0;
  list.sort((p, q) => {
    comparisons++;
    return (p - q) * direction;
  });
  print(`${list.join()} ${comparisons > 0}`);
  print(`${list.map<i32>((v) => v + k).join()} ${list.filter((v) => v > k).length} ${list.findIndex((v) => v == k)}`);
  print(`${list.some((v) => v == k)} ${list.every((v) => v > k)} ${list.reduce<i32>((s, v) => s + v * k, 0)}`);
  let seen = "";
  ["a", "b"].forEach((v, i) => { seen += v + i.toString() + k.toString(); });
  print(seen);

  for (let i = 0; i < 3; i++) {
    const s = `s${i}`;
    kept.push(() => s + sum.toString());
  }
  sum++;
  print(kept.map<string>((f) => f()).join());
  const grid: Array<Array<() => i32>> = [];
  for (let y = 0; y < 3; y++) {
    const row: Array<() => i32> = [];
    for (let x = 0; x < 3; x++) row.push((): i32 => y * 10 + x + k);
    grid.push(row);
  }
  print(grid.map<string>((row) => row.map<string>((f) => f().toString()).join(" ")).join("|"));

  ((x: i32): void => { sum += x; })(5);
  print(`${sum} ${((): string => `v${sum}`)()}`);
}
