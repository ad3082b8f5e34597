// Generators that are stepped by hand: functions, methods, generics, closures, and what `next` sends.
import { print } from "./prelude";

function show(r: IteratorResult<i32>): void { print(r.done ? "done" : num(r.value)); }

function* count(from: i32, to: i32 = 3): Generator<i32> {
  print("starts");
  for (let i = from; i < to; i++) yield i;
  print("ends");
}

function* empty(): Generator<string> {}

function* twice<T>(x: T): Generator<T> {
  yield x;
  yield x;
}

/** Yields within expressions: what stands before is kept, what stands behind waits. */
function* sums(): Generator<i32, void, i32> {
  const first = yield 0;
  const second = (yield first) * 10 + (yield first + 1);
  let parts = [yield second, yield second + 1];
  yield parts[0] - parts[1];
  if ((yield 1) > 5 && (yield 2) > 5) print("both");
  const chosen = (yield 3) > 0 ? yield 4 : yield 5;
  print("chosen " + num(chosen));
}

function* greetings(name: string): Generator<string, string, string> {
  let said = "";
  while (said != "bye") said = yield name + " hears " + said;
  return name + " leaves";
}

class Tree {
  left: Tree | null = null;
  right: Tree | null = null;
  constructor(readonly value: i32) {}

  *[Symbol.iterator](): Generator<i32> {
    const left = this.left;
    if (left) for (let it = left[Symbol.iterator](), r = it.next(); !r.done; r = it.next()) yield r.value;
    yield this.value;
    const right = this.right;
    if (right) for (let it = right[Symbol.iterator](), r = it.next(); !r.done; r = it.next()) yield r.value;
  }

  static * leaf(value: i32): Generator<Tree> { yield new Tree(value); }
  public *times(n: i32): IterableIterator<i32> { for (let i = 1; i <= n; i++) yield this.value * i; }
}

class Wider extends Tree {
  *times(n: i32): IterableIterator<i32> { yield -n; }
}

function* each(values: i32[]): Iterable<i32> { for (let i = 0; i < values.length; i++) yield values[i]; }

function drain(iterable: Iterable<i32>): i32 {
  let sum = 0;
  const it = iterable[Symbol.iterator]();
  for (let r = it.next(); !r.done; r = it.next()) sum = sum * 10 + r.value;
  return sum;
}

/** Many locals of all types across a yield. */
function* kinds(a: i8, b: u8, c: i64, d: f32, e: f64, f: bool, g: string, h: i32[]): Generator<string, void, string> {
  let k = f;
  const sent = yield "k";
  print(num(<f64>a) + num(<f64>b) + c.toString() + num(<f64>d) + num(e) + (k ? "t" : "f") + g + num(<f64>h.length) + sent);
  k = !k;
  yield g + (k ? "t" : "f");
}

export async function main(): Promise<void> {
  const g = count(1);
  print("made");
  for (let i = 0; i < 4; i++) show(g.next());
  print(empty().next().done ? "empty" : "not");
  print(twice("text").next().value + num(twice(2.5).next().value));

  const s = sums();
  show(s.next());
  for (let i = 1; i < 12; i++) show(s.next(i));

  const hi = greetings("Ada");
  print(hi.next("lost").value);
  print(hi.next("hello").value);
  const last = hi.next("bye");
  print(last.value + (last.done ? "." : "?"));
  print(hi.next("again").done ? "over" : "?");

  const root = new Tree(4);
  root.left = new Tree(2);
  root.left!.left = new Tree(1);
  root.left!.right = new Tree(3);
  root.right = new Tree(5);
  print(num(drain(root[Symbol.iterator]())));
  print(num(Tree.leaf(9).next().value.value));
  const tree: Tree = new Wider(3);
  print(num(root.times(3).next().value) + num(tree.times(3).next().value));
  print(num(drain(each([7, 8, 9]))));

  let n = 10;
  const counter = function* (step: i32): Generator<i32> { for (;;) yield n += step; };
  const up = counter(1), down = counter(-2);
  show(up.next());
  show(down.next());
  n = 100;
  show(up.next());
  print(num(n));

  const all = kinds(-1, 200, 5_000_000_000, 0.5, -2.25, true, "g", [1, 2]);
  print(all.next("").value);
  print(all.next("!").value);

  const several = [count(1), count(2)];
  for (let i = 0; i < 3; i++) for (let j = 0; j < 2; j++) show(several[j].next());
}
