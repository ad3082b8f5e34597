// What calling and creating a closure costs beside a plain function value and a small object. Prints nanoseconds.

// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "clock_time_get")
declare function clock_time_get(clock: u32, precision: u64, time: usize): u16;

const cell = memory.data(8);

/** Nanoseconds, of the clock itself. */
function clock(): i64 {
  clock_time_get(1, 0, cell);
  return load<i64>(cell);
}

type Fn = (x: i32) => i32;

class Box {
  constructor(public k: i32) {}
  apply(x: i32): i32 { return x ^ this.k; }
}
class Other extends Box {
  apply(x: i32): i32 { return x + this.k; }
}

function calls(n: i32, f: Fn): i32 {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += f(i);
  return sum;
}

function virtualCalls(n: i32, box: Box): i32 {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += box.apply(i);
  return sum;
}

let sink: Fn = (x: i32): i32 => x;
let object: Box = new Box(1);
let checksum: i32 = 0;

function adder(k: i32): Fn {
  return (x: i32): i32 => x + k;
}

function accumulator(start: i32): Fn {
  let sum = start;
  return (x: i32): i32 => (sum += x);
}

class Holder {
  n: i32 = 3;
  xor(): Fn { return (x: i32): i32 => x ^ this.n; }
}

const CALLS = 20_000_000;
const OBJECTS = 1_000_000;
const ROUNDS = 5;

/** Measures a few times, and prints the best. */
function measure(name: string, n: i32, run: (n: i32) => i32): void {
  let best: f64 = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = clock();
    checksum += run(n);
    best = min<f64>(best, <f64>(clock() - start));
  }
  console.log(name + "\t" + (best / <f64>n).toString());
}

export async function main(): Promise<void> {
  const plain: Fn = (x: i32): i32 => x ^ 5;
  const text = "hello";
  const k = CALLS % 7;
  measure("call: plain function value", CALLS, (n) => calls(n, plain));
  measure("call: closure, by value", CALLS, (n) => calls(n, (x) => x ^ k));
  measure("call: closure, string", CALLS, (n) => calls(n, (x) => x ^ text.length));
  measure("call: closure, this", CALLS, (n) => calls(n, new Holder().xor()));
  measure("call: closure, by reference", CALLS, (n) => calls(n, accumulator(1)));
  measure("call: virtual method", CALLS, (n) => virtualCalls(n, n > 5 ? new Other(5) : new Box(5)));
  measure("create: small object", OBJECTS, (n) => {
    for (let i = 0; i < n; i++) object = new Box(i);
    return object.k;
  });
  measure("create: closure, by value", OBJECTS, (n) => {
    for (let i = 0; i < n; i++) sink = adder(i);
    return sink(1);
  });
  measure("create: closure, by reference", OBJECTS, (n) => {
    for (let i = 0; i < n; i++) sink = accumulator(i);
    return sink(1);
  });
  if (checksum == 1) console.log("never");
}
