// `yield*` of generators and other iterables: what goes in and out, what comes back, and how both sides end.
import { print } from "./prelude";

function* inner(name: string): Generator<string, i32, string> {
  try {
    const a = yield name + " asks";
    print(name + " hears " + a);
    const b = yield name + " asks again";
    print(name + " hears " + b);
    return a.length + b.length;
  } catch (e) {
    print(name + " catches " + e.message);
    yield name + " recovers";
    return -1;
  } finally { print(name + " is closed"); }
}

function* outer(): Generator<string, string, string> {
  try {
    const sum = (yield* inner("one")) * 10 + (yield* inner("two"));
    print("sum " + num(sum));
    const last = yield "between";
    yield* [last, "array"];
    return "done";
  } finally { print("outer is closed"); }
}

class Tree {
  left: Tree | null = null;
  right: Tree | null = null;
  constructor(readonly value: i32) {}
  *[Symbol.iterator](): Generator<i32> {
    if (this.left) yield* this.left!;
    yield this.value;
    if (this.right) yield* this.right!;
  }
}

function build(from: i32, to: i32): Tree | null {
  if (from > to) return null;
  const middle = (from + to) >> 1;
  const tree = new Tree(middle);
  tree.left = build(from, middle - 1);
  tree.right = build(middle + 1, to);
  return tree;
}

class Steps implements Iterable<i32>, Iterator<i32> {
  private at: i32 = 0;
  [Symbol.iterator](): Steps { return this; }
  next(): IteratorResult<i32> {
    if (this.at == 3) return { done: true };
    return { value: this.at++, done: false };
  }
  return(): IteratorResult<i32> { print("steps are closed"); return { done: true }; }
}

function* through(): Generator<i32> {
  try { yield* new Steps(); } catch (e) { print(e.name); yield 9; }
}

function* overrides(): Generator<i32, i32> { try { yield 1; } finally { return 7; } }
function* follows(): Generator<i32, i32> {
  try {
    const r = yield* overrides();
    print("never " + num(r));
    return 0;
  } finally { print("follows is closed"); }
}

function* failing(): Generator<i32> { yield 1; throw new Error("inside"); }
function* catching(): Generator<i32> {
  try { yield* failing(); } catch (e) { print("caught " + e.message); }
  yield* failing();
}

function* nothing(): Generator<i32, string> { return "at once"; }
function* several(): Generator<i32, string> {
  const text = yield* nothing();
  for (let i = 0; i < 2; i++) yield* countTo(i);
  for (const letter of text) if (letter == "o") yield 100;
  return text;
}
function* countTo(n: i32): Generator<i32> { for (let i = 0; i <= n; i++) yield i; }
function* texts(): Generator<string> { yield* "hé"; yield* new Set<string>().add("in a set"); }

export async function main(): Promise<void> {
  let g = outer();
  print(g.next("lost").value);
  print(g.next("1").value);
  print(g.next("22").value);
  print(g.next("333").value);
  print(g.next("4444").value);
  print(g.next("last").value);
  print(g.next("").value);
  const r = g.next("");
  print(r.value + (r.done ? " done" : ""));

  g = outer();
  g.next("");
  print(g.throw(new Error("thrown")).value);
  print(g.next("").value);
  print(g.return("stopped").value);
  print(g.next("").done ? "over" : "?");

  let sum = 0, all = "";
  for (const n of build(1, 15)!) { sum += n; all += num(n) + " "; }
  print(all + num(sum));
  for (const n of build(1, 9)!) if (n == 4) { print("left at 4"); break; }

  const t = through();
  print(num(t.next().value));
  print(num(t.throw(new Error("no throw")).value));
  const u = through();
  u.next();
  print(u.return().done ? "returned" : "?");
  for (const n of through()) print(num(n));

  const f = follows();
  f.next();
  print(num(f.return(3).value));
  try { for (const n of catching()) print(num(n)); } catch (e) { print("out: " + e.message); }
  const s = several();
  for (let step = s.next(); ; step = s.next()) { if (step.done) break; print(num(step.value)); }
  for (const text of texts()) print(text);
}
