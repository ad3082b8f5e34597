// `yield*` in async generators: what goes in and out, what comes back, how both sides end, and in which turns.
import { print } from "./prelude";

async function turns(n: i32): Promise<void> {
  for (let i = 0; i < n; i++) { print("- turn " + num(i)); await Promise.resolve(); }
}

async function* inner(name: string): AsyncGenerator<string, string, string> {
  try {
    const a = yield name + " asks";
    print(name + " hears " + a);
    const b = yield name + " asks again";
    print(name + " hears " + b);
    return a + b;
  } catch (e) {
    print(name + " catches " + e.message);
    yield name + " recovers";
    return "caught";
  } finally {
    await Promise.resolve();
    print(name + " is closed");
  }
}

async function* outer(): AsyncGenerator<string, string, string> {
  try {
    const both = (yield* inner("one")) + (yield* inner("two"));
    print("both " + both);
    const last = yield "between";
    return last;
  } finally { print("outer is closed"); }
}

async function* overrides(): AsyncGenerator<i32, i32> { try { yield 1; } finally { return 7; } }
async function* follows(): AsyncGenerator<i32, i32> {
  try {
    const r = yield* overrides();
    print("never " + num(r));
    return 0;
  } finally { print("follows is closed"); }
}
async function* failing(): AsyncGenerator<i32> { yield 1; throw new Error("inside"); }
async function* catching(): AsyncGenerator<i32> {
  try { yield* failing(); } catch (e) { print("caught " + e.message); }
  yield* failing();
}
async function* deep(n: i32): AsyncGenerator<i32> {
  yield n;
  if (n > 0) yield* deep(n - 1);
  yield n;
}

function note(what: string, p: Promise<IteratorResult<string>>): void {
  p.then(
    (r) => { print(what + (r.done ? " done" : " " + r.value)); },
    (e) => { print(what + " rejected: " + e.message); },
  );
}

export async function main(): Promise<void> {
  turns(40);
  let g = outer();
  print((await g.next("lost")).value);
  print((await g.next("1")).value);
  print((await g.next("22")).value);
  print((await g.next("333")).value);
  print((await g.next("4444")).value);
  const r = await g.next("last");
  print(r.value + (r.done ? " done" : ""));

  g = outer();
  await g.next("");
  print((await g.throw(new Error("thrown"))).value);
  print((await g.next("")).value);
  print((await g.return("stopped")).value);
  print((await g.next("")).done ? "over" : "?");

  print("-- several at once");
  const many = outer();
  note("a", many.next("A"));
  note("b", many.next("B"));
  note("c", many.next("C"));
  note("d", many.return("D"));
  note("e", many.next("E"));
  await many.next("F");

  const f = follows();
  await f.next();
  print(num((await f.return(3)).value));
  try { for await (const n of catching()) print(num(n)); } catch (e) { print("out: " + e.message); }
  let text = "";
  for await (const n of deep(4)) text += num(n);
  print(text);
  for await (const n of deep(4)) if (n == 2) { print("left"); break; }
}
