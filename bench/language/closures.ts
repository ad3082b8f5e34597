// What `closures.js` measures: calls of function values and closures, and the making of closures beside small objects.
type Fn = (x: i32) => i32;

class Box {
  constructor(public k: i32) {}
}

class Holder {
  n: i32 = 3;
  xor(): Fn { return (x: i32): i32 => x ^ this.n; }
}

function calls(n: i32, f: Fn): i32 {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += f(i);
  return sum;
}

function adder(k: i32): Fn {
  return (x: i32): i32 => x + k;
}

function accumulator(start: i32): Fn {
  let sum = start;
  return (x: i32): i32 => (sum += x);
}

let sink: Fn = (x: i32): i32 => x;
let object: Box = new Box(1);

export function callPlain(n: i32): i32 { return calls(n, (x) => x ^ 5); }
export function callByValue(n: i32): i32 { return calls(n, (x) => x ^ n); }
export function callThis(n: i32): i32 { return calls(n, new Holder().xor()); }
export function callByReference(n: i32): i32 { return calls(n, accumulator(n)); }

export function makeObject(n: i32): i32 {
  for (let i = 0; i < n; i++) object = new Box(i);
  return object.k;
}

export function makeByValue(n: i32): i32 {
  for (let i = 0; i < n; i++) sink = adder(i);
  return sink(1);
}

export function makeByReference(n: i32): i32 {
  for (let i = 0; i < n; i++) sink = accumulator(i);
  return sink(1);
}
