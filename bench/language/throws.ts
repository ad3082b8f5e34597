// The same work three times: where nothing catches errors, inside a `try` in which nothing is thrown, and with a throw
// that is caught in each round. `throws.js` measures it.
const size = 1000;
const links = new Array<i32>(size);
for (let i = 0; i < size; i++) links[i] = (i * 7) % size;
const known = new Map<i32, i32>();
for (let i = 0; i < 64; i++) known.set(i, i);

function fib(n: i32): i32 {
  if (n < 0) throw new RangeError("negative");
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

function walk(rounds: i32): i32 {
  let sum = 0;
  for (let k = 0; k < rounds; k++) for (let i = 0; i < size; i++) sum += links[links[i]];
  return sum;
}

function look(rounds: i32): i32 {
  let sum = 0;
  for (let i = 0; i < rounds; i++) sum += known.get(i & 63);
  return sum;
}

function check(x: i32): i32 {
  if (x < 0) throw new Error("negative");
  return x + 1;
}

function step(rounds: i32): i32 {
  let sum = 0;
  for (let i = 0; i < rounds; i++) sum += check(i);
  return sum;
}

function stepGuarded(rounds: i32): i32 {
  let sum = 0;
  for (let i = 0; i < rounds; i++) {
    try {
      sum += check(i);
    } catch (e) {
      sum--;
    }
  }
  return sum;
}

export function calls(n: i32): i32 { return fib(n); }
export function arrays(n: i32): i32 { return walk(n); }
export function maps(n: i32): i32 { return look(n); }
export function steps(n: i32): i32 { return step(n); }

export function callsGuarded(n: i32): i32 { try { return fib(n); } catch (e) { return -1; } }
export function arraysGuarded(n: i32): i32 { try { return walk(n); } catch (e) { return -1; } }
export function mapsGuarded(n: i32): i32 { try { return look(n); } catch (e) { return -1; } }
export function stepsGuarded(n: i32): i32 { return stepGuarded(n); }

export function throwing(rounds: i32): i32 {
  let caught = 0;
  for (let i = 0; i < rounds; i++) {
    try {
      check(-1);
    } catch (e) {
      caught++;
    }
  }
  return caught;
}
