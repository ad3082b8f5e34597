// `for...of` over generators: stepped to the end, left early, and left by errors on either side.
import { print } from "./prelude";

function* count(n: i32): Generator<i32> {
  try {
    for (let i = 0; i < n; i++) yield i;
    print("ends");
  } finally { print("closed"); }
}

function* lines(): Iterable<string> {
  yield "a";
  for (const n of count(2)) yield "b" + num(n);
  yield "c";
}

class Grid {
  constructor(readonly width: i32, readonly height: i32) {}
  *[Symbol.iterator](): Generator<i32> {
    for (const y of this.rows()) for (let x = 0; x < this.width; x++) yield y * 10 + x;
  }
  private *rows(): Generator<i32> { for (let y = 0; y < this.height; y++) yield y; }
}

function find(wanted: i32): string {
  for (const n of count(5)) if (n == wanted) return "found " + num(n);
  return "none";
}

function* failing(): Generator<i32, string> {
  try {
    yield 1;
    throw new Error("from the generator");
  } finally { print("failing is closed"); }
}

function* failsToClose(): Generator<i32> {
  try { yield 1; yield 2; } finally { throw new Error("from closing"); }
}

function* yieldsOnClosing(): Generator<i32> {
  try { yield 1; } finally { yield 2; print("never"); }
}

function* primes(): Generator<i32, void, string> {
  for (let n = 2; ; n++) {
    let isPrime = true;
    for (let d = 2; d * d <= n; d++) if (n % d == 0) { isPrime = false; break; }
    if (isPrime) yield n;
  }
}

export async function main(): Promise<void> {
  for (const n of count(2)) print(num(n));
  for (const line of lines()) print(line);
  let sum = 0;
  for (const cell of new Grid(3, 2)) sum += cell;
  print(num(sum));
  print(find(1));
  print(find(9));

  for (const n of count(4)) {
    if (n == 1) continue;
    if (n == 3) break;
    print(num(n));
  }
  for (const a of count(3)) {
    for (const b of count(3)) {
      if (b > a) break;
      print(num(a) + num(b));
    }
  }
  try {
    for (const n of count(3)) if (n == 1) throw new Error("from the loop");
  } catch (e) { print(e.message); }
  try { for (const n of failing()) print(num(n)); } catch (e) { print(e.message); }
  try { for (const n of failsToClose()) { print(num(n)); break; } } catch (e) { print(e.message); }
  try { for (const n of failsToClose()) throw new Error("loop wins " + num(n)); } catch (e) { print(e.message); }
  for (const n of yieldsOnClosing()) { print(num(n)); break; }

  const rest = count(4);
  print(num(rest.next().value));
  for (const n of rest) { print(num(n)); if (n == 2) break; }
  for (const n of rest) print("never " + num(n));

  let text = "";
  for (const p of primes()) { if (p > 30) break; text += num(p) + " "; }
  print(text);

  const readers: (() => i32)[] = [];
  for (const n of count(3)) readers.push(() => n * n);
  for (const read of readers) print(num(read()));
}
