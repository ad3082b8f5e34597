// Variables are captured by reference: the function around and all closures see the same one.
type Step = () => i32;

function counter(start: i32): Step {
  let count = start;
  return () => count++;
}

function pair(): Step[] {
  let value = 0;
  return [(): i32 => ++value, (): i32 => value];
}

function adder(a: i32): (b: i32) => i32 {
  return (b: i32): i32 => a + b;
}

function allTypes(a: i64, b: f64, c: f32, d: u8, e: i16, f: bool, g: string): () => string {
  return (): string => {
    a += 1;
    b += 0.5;
    c *= 2;
    d += 1;
    e -= 1;
    f = !f;
    g += "!";
    return `${num(<f64>a)} ${num(b)} ${num(c)} ${d} ${e} ${f} ${g}`;
  };
}

export async function main(): Promise<void> {
  const one = counter(5);
  one();
  one();
  const other = counter(100);
  print(`${one()} ${other()} ${one()}`);
  print(`${adder(3)(4)}`);

  let x = 1;
  const set = (value: i32): void => { x = value; };
  set(42);
  print(`${x}`);
  x = 7;
  const read = (): i32 => x;
  x = 8;
  print(`${read()}`);

  const first = pair();
  const second = pair();
  first[0]();
  first[0]();
  second[0]();
  print(`${first[1]()} ${second[1]()}`);

  let text = "a";
  const append = (more: string): string => {
    text += more;
    return text;
  };
  append("b");
  text += "c";
  print(append("d") + text);

  const all = allTypes(1, 1.25, 3, 200, -30000, true, "g");
  all();
  print(all());

  let total = 0;
  const outer = (a: i32): (() => Step) => (): Step => {
    a += 10;
    return (): i32 => {
      a++;
      total++;
      return a + total;
    };
  };
  const middle = outer(1);
  const inner = middle();
  print(`${inner()} ${inner()} ${middle()()} ${total}`);

  let same: (() => i32) | null = null;
  same = (): i32 => ++total;
  const also = same;
  print(`${same == also} ${same!()}`);
}
