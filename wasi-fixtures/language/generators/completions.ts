// `return` and `throw` of generators: through `finally`, past `catch`, before the start and behind the end.
import { print } from "./prelude";

function show(what: string, r: IteratorResult<i32>): void { print(what + " " + num(r.value) + (r.done ? " done" : "")); }

function* guarded(): Generator<i32, i32> {
  try {
    yield 1;
    yield 2;
  } catch (e) {
    print("caught " + e.message);
    yield 3;
  } finally {
    print("finally");
    yield 4;
    print("finally ends");
  }
  yield 5;
  return 6;
}

function* overriding(): Generator<i32, i32> {
  try { yield 1; } finally { return 7; }
}

function* unstoppable(): Generator<i32, i32> {
  for (let i = 0; i < 3; i++) {
    try { yield i; } finally { print("goes on"); continue; }
  }
  return 9;
}

function* nested(): Generator<i32, i32> {
  try {
    try {
      try { yield 1; } catch { print("never"); } finally { print("inner"); }
    } catch (e) { print("never " + e.message); }
    print("never");
  } finally {
    print("outer");
    try { yield 2; } finally { print("in the finally"); }
  }
  return 0;
}

function* raising(): Generator<i32, i32> {
  try { yield 1; } finally { throw new RangeError("from finally"); }
}

function* failing(at: i32): Generator<i32, i32> {
  if (at == 0) throw new Error("at once");
  yield 1;
  const xs = [1];
  return xs[at];
}

function message(f: () => IteratorResult<i32>): string {
  try {
    const r = f();
    return num(r.value) + (r.done ? " done" : "");
  } catch (e) { return e.name + (e.message.length > 12 ? "" : " " + e.message); }
}

let self: Generator<i32, i32> | null = null;
function* callsItself(): Generator<i32, i32> {
  yield 1;
  try { self!.next(); } catch (e) { print(e.name + ": " + e.message); }
  try { self!.return(1); } catch (e) { print(e.name + ": " + e.message); }
  return 2;
}

/** The value that is returned outlives what happens on the way. */
function* discards(): Generator<i32, i32> {
  try { yield 1; } finally {
    while (true) {
      try { yield 2; } finally { print("inner"); break; }
    }
  }
  return 3;
}

function* texts(): Generator<string, string> {
  let word = "a";
  try {
    while (word.length < 9) { yield word; word += "b"; }
    return word;
  } finally { print("stops at " + word); }
}

export async function main(): Promise<void> {
  let g = guarded();
  show("next", g.next());
  show("throw", g.throw(new Error("E")));
  show("next", g.next());
  show("next", g.next());
  show("next", g.next());
  print(g.next().done ? "over" : "?");

  g = guarded();
  g.next();
  show("return", g.return(10));
  show("next", g.next());
  print(g.next().done ? "over" : "?");
  show("return again", g.return(11));

  g = guarded();
  show("return at the start", g.return(12));
  print(g.next().done ? "over" : "?");
  g = guarded();
  print(message(() => g.throw(new Error("early"))));
  print(message(() => g.throw(new Error("late"))));

  g = overriding(); g.next(); show("overridden", g.return(1));
  g = overriding(); g.next(); show("overridden", g.throw(new Error("gone")));
  g = unstoppable(); g.next(); show("return", g.return(1)); show("return", g.return(2)); show("return", g.return(3));
  g = nested(); g.next(); show("return", g.return(20)); show("next", g.next());
  g = nested(); g.next(); show("return", g.return(21)); show("return", g.return(22));
  g = discards(); g.next(); show("return", g.return(30)); show("return", g.return(31));
  const r = raising(); r.next(); print(message(() => r.return(1)));
  print(message(() => r.next().done ? r.return(40) : r.next()));
  const f = failing(0); print(message(() => f.next())); print(f.next().done ? "over" : "?");
  const d = failing(0); show("return", d.return(50));

  const it = callsItself();
  self = it;
  it.next();
  show("next", it.next());

  const t = texts();
  print(t.next().value + t.next().value + t.next().value);
  print(t.return("end").value);
}
