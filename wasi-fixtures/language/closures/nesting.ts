// Functions within functions: recursive, mutually so, used before they are declared, and shadowing each other's names.
class Node {
  constructor(public label: string, public next: Node | null) {}
}

function shadow(x: i32): void {
  let y = x;
  const f = (x: i32): i32 => {
    const g = (y: i32): i32 => x + y;
    {
      let y = 100;
      x += y;
    }
    return g(y) + x;
  };
  y = 7;
  print(`${f(1)}`);
  {
    let y = 3;
    const h = (): i32 => y + x;
    y++;
    print(`${h()}`);
  }
  print(`${y}`);
  let z = "outer";
  let result = z;
  {
    const f = (): i32 => z;
    let z = 5;
    result += f().toString();
  }
  print(result);
}

function chain(n: i32): () => string {
  let s = "e";
  let f: () => string = () => s;
  for (let i = 0; i < n; i++) {
    const inner = f;
    const k = i;
    f = () => inner() + k.toString();
  }
  s = "E";
  return f;
}

function reversed(n: i32): () => string {
  let head: Node | null = null;
  const push = (label: string): void => { head = new Node(label, head); };
  for (let i = 0; i < n; i++) push(`n${i}`);
  return (): string => {
    let s = "";
    let node = head;
    while (node) {
      s += node.label;
      node = node.next;
    }
    return s;
  };
}

function statements(): i32 {
  let total = early(2);
  function add(x: i32): void { total += x; }
  function fib(n: i32): i32 { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
  function early(x: i32): i32 { return x * 1000; }
  add(3);
  add(fib(10));
  return total;
}

function parity(n: i32): string {
  function even(n: i32): bool { return n == 0 ? true : odd(n - 1); }
  function odd(n: i32): bool { return n == 0 ? false : even(n - 1); }
  const isEven = (n: i32): bool => (n == 0 ? true : isOdd(n - 1));
  const isOdd = (n: i32): bool => (n == 0 ? false : isEven(n - 1));
  let other: (n: i32) => bool = (n: i32): bool => false;
  const one = (n: i32): bool => (n == 0 ? true : other(n - 1));
  other = (n: i32): bool => (n == 0 ? false : one(n - 1));
  return `${even(n)} ${odd(n)} ${isEven(n)} ${isOdd(n)} ${one(n)} ${other(n)}`;
}

function forward(k: i32): string {
  const f = (): string => `${a} ${b} ${node.label} ${flag} ${last} ${v}`;
  let a = 1 + k;
  let b = "b" + a.toString();
  const node = new Node("n" + b, null);
  const flag = true;
  let last = k * 10;
  var v = k;
  last++;
  v++;
  return f();
}

export async function main(): Promise<void> {
  shadow(3);
  print(`${chain(0)()} ${chain(5)()}`);
  print(reversed(4)());
  print(`${statements()}`);
  print(parity(7) + " " + parity(6));
  print(forward(4));

  const fact = (n: i32): i32 => (n <= 1 ? 1 : n * fact(n - 1));
  let calls = 0;
  const counted = (n: i32): i32 => {
    calls++;
    const half = (): i32 => (n > 1 ? counted(n >> 1) : 0);
    return n + half() + half();
  };
  print(`${fact(6)} ${counted(8)} ${calls}`);
  const named = function again(k: i32): i32 {
    calls += k;
    return calls;
  };
  named(1);
  print(`${named(2) + calls}`);
}
