// Async generators: in which turn of the queue each thing happens, beside a task that counts the turns.
import { print } from "./prelude";

async function turns(n: i32): Promise<void> {
  for (let i = 0; i < n; i++) { print("- turn " + num(i)); await Promise.resolve(); }
}

async function later(value: i32, turns: i32): Promise<i32> {
  for (let i = 0; i < turns; i++) await Promise.resolve();
  return value;
}

async function* values(): AsyncGenerator<i32, i32, i32> {
  print("starts");
  let sent = yield 1;
  print("sent " + num(sent));
  sent = yield later(2, 2);
  print("sent " + num(sent));
  await later(0, 1);
  sent = yield await later(3, 0);
  print("sent " + num(sent));
  return later(4, 1);
}

async function* plain(): AsyncGenerator<i32, i32> { return 5; }
async function* silent(): AsyncGenerator<i32> {}
async function* throws(): AsyncGenerator<i32> { yield 1; throw new Error("inside"); }

async function* guarded(): AsyncGenerator<i32, i32> {
  try {
    yield 1;
    yield 2;
  } catch (e) {
    print("caught " + e.message);
    yield 3;
  } finally {
    print("finally");
    await later(0, 1);
    print("finally ends");
  }
  return 6;
}

async function* rejected(): AsyncGenerator<i32> {
  try { yield later(1, 0).then<i32>((_) => { throw new Error("operand"); }); } catch (e) { print("caught " + e.message); }
  yield 2;
}

async function* stubborn(): AsyncGenerator<i32, i32> {
  try { yield 1; } finally { yield 2; return 3; }
}

function note(what: string, p: Promise<IteratorResult<i32>>): void {
  p.then(
    (r) => { print(what + (r.done ? " done" : " " + num(r.value))); },
    (e) => { print(what + " rejected: " + e.message); },
  );
}

export async function main(): Promise<void> {
  turns(60);
  const g = values();
  print("made");
  let r = await g.next(0);
  print(num(r.value));
  r = await g.next(10);
  print(num(r.value));
  r = await g.next(20);
  print(num(r.value));
  r = await g.next(30);
  print(num(r.value) + (r.done ? " done" : ""));
  print((await g.next(40)).done ? "over" : "?");
  print("-- ends");
  print(num((await plain().next()).value));
  print((await silent().next()).done ? "silent" : "?");
  const t = throws();
  await t.next();
  try { await t.next(); } catch (e) { print(e.message); }
  print((await t.next()).done ? "over" : "?");

  print("-- several at once");
  const many = values();
  note("a", many.next(1));
  note("b", many.next(2));
  note("c", many.next(3));
  note("d", many.next(4));
  note("e", many.next(5));
  note("f", many.return(6));
  note("g", many.throw(new Error("g")));
  await many.next(7);

  print("-- return and throw");
  const a = guarded(); await a.next(); note("return", a.return(9)); note("next", a.next()); await a.next();
  const b = guarded(); await b.next(); note("throw", b.throw(new Error("B"))); note("next", b.next()); await b.next();
  const c = guarded(); note("return at start", c.return(9)); note("next", c.next()); await c.next();
  const d = guarded(); note("throw at start", d.throw(new Error("D"))); note("next", d.next()); await d.next();
  const e = rejected(); note("rejected operand", e.next()); note("next", e.next()); await e.next();
  const f = stubborn(); note("next", f.next()); note("return", f.return(8)); note("next", f.next()); await f.next();
  const h = throws(); note("next", h.next()); note("next", h.next()); note("return", h.return()); note("throw", h.throw(new Error("H")));
  try { await h.throw(new Error("last")); } catch (e) { print(e.message); }
}
