// Parameters: captured, assigned to, optional, with default values that read what is captured; `call`.
function thrice(f: (a?: i32, b?: i32) => i32): i32 {
  return f() * 10000 + f(1) * 100 + f(1, 2);
}

function once(f: (a: i32, b?: i32) => i32): i32 {
  return f(3) * 1000 + f(3, 4);
}

class Box {
  twice(a: i32, f: () => i32 = (): i32 => a * 2): i32 { return f(); }
}

let side: (() => i32) | null = null;
function next(): i32 { return side!(); }

function assigned(a: i32, s: string): () => string {
  a++;
  const f = (): string => {
    s += a.toString();
    return s;
  };
  a *= 2;
  return f;
}

export async function main(): Promise<void> {
  let z = 4;
  const s = "abc";
  const f = (a: i32 = z, b: i32 = a + s.length): i32 => a + b;
  print(`${thrice(f)}`);
  z++;
  print(`${thrice(f)} ${f()} ${f(7)}`);

  side = (): i32 => z++;
  const g = (a: i32, b: i32 = next()): i32 => a * 100 + b * 10 + z;
  print(`${once(g)}`);
  print(`${new Box().twice(21)} ${new Box().twice(1, () => z)}`);

  const h = assigned(4, "x");
  h();
  print(h());

  const add = (x: i32): i32 => x + z;
  print(`${add.call(null, 4).toString()}`);
  const sum = add.call(null, 5) + add(1);
  print(`${sum}`);
}
