// Runs scenarios, by their names.
import { moveOnAfter, scope, spawn, stdout, yieldNow } from "as-pollen";
import { Isolate, IsolateError, Port } from "as-pollen/isolate";

@message class Base { constructor(readonly id: i32) {} }

@message class Everything extends Base {
  text: string = "";
  flag: bool;
  small: u8;
  wide: i64;
  real: f64;
  bytes: Uint8Array = new Uint8Array(0);
  buffer: ArrayBuffer = new ArrayBuffer(0);
  reals: StaticArray<f64> = [];
  names: Array<string | null> = [];
  next: Everything | null = null;
  private static count: i32 = 0;

  describe(): string {
    const next = this.next;
    const names = this.names.map<string>((name: string | null): string => name || "null");
    return `${this.id} ${this.text} ${this.flag} ${this.small} ${this.wide} ${this.real} [${this.bytes}] ` +
      `${this.buffer.byteLength} [${this.reals.join()}] [${names.join()}] ${next === null ? "-" : "(" + next.describe() + ")"}`;
  }
}

@message class Pair<T> { constructor(readonly one: T, readonly other: T[]) {} }

class Derived extends Everything {}

async function echo(port: Port<Everything, Everything>): Promise<void> {
  for await (const value of port) await port.send(value);
}

function everything(): Everything {
  const value = new Everything(1), next = new Everything(2);
  value.text = "ä\ud800\0";
  value.flag = true;
  value.small = 255;
  value.wide = i64.MIN_VALUE;
  value.real = -0.5;
  value.bytes = Uint8Array.wrap(String.UTF8.encode("abc"), 1);
  value.buffer = new ArrayBuffer(7);
  value.reals = [1.5, NaN];
  value.names = ["x", null];
  value.next = next;
  return value;
}

async function values(): Promise<void> {
  const isolate = Isolate.spawn(echo);
  const sent = everything();
  await isolate.send(sent);
  const received = await isolate.receive();
  console.log(received.describe());
  console.log(`equal: ${received.describe() == sent.describe()}, a copy: ${received !== sent}, ${received.text.charCodeAt(1)}`);
  await isolate.join();

  const pairs = Isolate.spawn(async (port: Port<Pair<string>, Pair<f32>>): Promise<void> => {
    const pair = await port.receive();
    console.log(`${pair.one} ${pair.other}`);
    await port.send(new Pair<f32>(<f32>pair.one.length, []));
  });
  await pairs.send(new Pair<string>("one", ["other", ""]));
  const answer = await pairs.receive();
  console.log(`${answer.one} ${answer.other.length}`);
  await pairs.join();
}

async function large(port: Port<Uint8Array, i64>): Promise<void> {
  for await (const bytes of port) {
    let sum: i64 = 0;
    for (let i = 0; i < bytes.length; i++) sum += bytes[i];
    await port.send(sum);
  }
}

/** Messages larger than every buffer on their way, and none at all. */
async function sizes(): Promise<void> {
  const isolate = Isolate.spawn(large);
  for (let length = 0; length <= 10_000_000; length = length * 100 + 1) {
    await isolate.send(new Uint8Array(length).fill(1));
    console.log(`${length}: ${await isolate.receive()}`);
  }
  await isolate.join();
}

/** Runs until it is told to stop. */
async function spinning(port: Port<string, string>): Promise<void> {
  const stopped = port.receive();
  let isStopped = false;
  stopped.then<void>((_: string): void => { isStopped = true; });
  await port.send("started");
  while (!isStopped) await yieldNow();
  await port.send("stopped");
}

async function together(): Promise<void> {
  const one = Isolate.spawn(spinning), other = Isolate.spawn(spinning);
  console.log(`${await one.receive()} ${await other.receive()}`);
  await one.send("");
  await other.send("");
  console.log(`${await one.receive()} ${await other.receive()}`);
  await one.join();
  await other.join();
}

/** Sends as much as it can, and tells by its output how far it has come. */
async function flood(port: Port<i32, Uint8Array>): Promise<void> {
  let sent = 0;
  spawn((async (): Promise<void> => {
    for await (const received of port) console.log(`bounded: ${sent - received <= 64}`);
  })()).detach();
  for (; sent < 1000; sent++) await port.send(new Uint8Array(10_000));
}

async function backPressure(): Promise<void> {
  const isolate = Isolate.spawn(flood);
  await isolate.receive();
  await isolate.send(0);
  let count = 1;
  while (count < 1000) {
    await isolate.receive();
    if (++count == 500) await isolate.send(count);
  }
  console.log(`${count}`);
  await isolate.join();
}

async function throwing(port: Port<string, i32>): Promise<void> {
  const how = await port.receive();
  await port.send(1);
  if (how == "throw") throw new RangeError("boom");
  if (how == "unhandled") spawn((async (): Promise<void> => { throw new Error("in the background"); })());
  if (how == "trap") unreachable();
  if (how == "exit") process.exit(7);
  await port.receive();
}

function firstLine(e: Error): string {
  const code = e instanceof IsolateError ? `${(e as IsolateError).exitCode}` : "-";
  return `${e.name} ${code}: ${e.message.split("\n")[0]}`;
}

async function crashes(): Promise<void> {
  const ways = ["throw", "unhandled", "trap", "exit"];
  for (let i = 0; i < ways.length; i++) {
    const isolate = Isolate.spawn(throwing);
    await isolate.send(ways[i]);
    console.log(`${await isolate.receive()}`);
    try { await isolate.receive(); } catch (e) {
      console.log(firstLine(e));
      if (!i) console.log(`names its function: ${e.message.includes("throwing")}`);
    }
    try { await isolate.join(); } catch (e) { console.log(firstLine(e)); }
    try { await isolate.send(""); } catch (e) { console.log(firstLine(e)); }
  }
}

async function unnoticed(): Promise<void> {
  const isolate = Isolate.spawn(throwing);
  await isolate.send("throw");
  await isolate.receive();
  await new Promise<void>((_) => {});
}

async function ends(): Promise<void> {
  const endless = Isolate.spawn(spinning);
  console.log(await endless.receive());
  endless.terminate();
  await endless.join();
  try { await endless.receive(); } catch (e) { console.log(e.name); }
  try { await endless.send(""); } catch (e) { console.log(e.name); }

  await scope(async (s) => {
    const isolate = Isolate.spawn(spinning);
    console.log(await isolate.receive());
    s.cancel("enough");
  });
  console.log("the scope has ended");

  const inTime = await moveOnAfter(20, async (_) => {
    const isolate = Isolate.spawn(async (port: Port<i32, i32>): Promise<void> => { while (true) {} });
    await isolate.receive();
  });
  console.log(`in time: ${inTime}`);
}

/** The program ends while isolates run. */
async function left(): Promise<void> {
  const isolate = Isolate.spawn(spinning);
  console.log(await isolate.receive());
}

async function limits(): Promise<void> {
  const isolate = Isolate.spawn(echo);
  const value = new Everything(1);
  value.next = value;
  try { await isolate.send(value); } catch (e) { console.log(e.message); }
  value.next = new Derived(2);
  try { await isolate.send(value); } catch (e) { console.log(e.message); }
  value.next = null;
  value.bytes = new Uint8Array(16 * 1024 * 1024);
  try { await isolate.send(value); } catch (e) { console.log(e.message); }
  await isolate.join();

  const many = new Array<Isolate<string, string>>();
  try {
    while (true) many.push(Isolate.spawn(spinning));
  } catch (e) {
    console.log(`${many.length}: ${e.message}`);
  }
  for (let i = 0; i < many.length; i++) many[i].terminate();
  for (let i = 0; i < many.length; i++) await many[i].join();
  await Isolate.spawn(echo).join();
}

async function nesting(port: Port<i32, string>): Promise<void> {
  const depth = await port.receive();
  console.log(`at ${depth}`);
  if (!depth) {
    await port.send("bottom");
    return;
  }
  const inner = Isolate.spawn(nesting);
  await inner.send(depth - 1);
  await port.send(`${depth} ${await inner.receive()}`);
  await inner.join();
}

async function nested(): Promise<void> {
  const isolate = Isolate.spawn(nesting);
  await isolate.send(2);
  console.log(await isolate.receive());
  await isolate.join();
}

async function printing(port: Port<string, i32>): Promise<void> {
  const name = await port.receive();
  for (let i = 0; i < 200; i++) {
    await stdout.write(name);
    await stdout.write(name.repeat(50) + "\n");
  }
  await stdout.write(name + " without an end");
}

async function lines(): Promise<void> {
  const names = ["a", "b", "c"];
  const isolates = names.map<Isolate<string, i32>>((_) => Isolate.spawn(printing));
  for (let i = 0; i < 3; i++) await isolates[i].send(names[i]);
  for (let i = 0; i < 3; i++) await isolates[i].join();
}

async function loads(): Promise<void> {
  const isolate = await Isolate.load<Pair<string>, string>("/data/loaded.wasm");
  await isolate.send(new Pair<string>("from outside", ["1", "2"]));
  console.log(await isolate.receive());
  await isolate.join();

  const wrong = await Isolate.load<string, string>("/data/loaded.wasm");
  await wrong.send("not a pair");
  try { await wrong.join(); } catch (e) { console.log(firstLine(e)); }

  try { await (await Isolate.load<string, string>("/data/text.txt")).join(); } catch (e) { console.log(firstLine(e)); }
  try { Isolate.parent<string, string>(); } catch (e) { console.log(firstLine(e)); }
}

/** What a host says that has no threads. */
async function refused(): Promise<void> {
  try { Isolate.spawn(echo); } catch (e) { console.log(e.toString()); }
}

async function run(name: string): Promise<void> {
  if (name == "values") await values();
  else if (name == "sizes") await sizes();
  else if (name == "together") await together();
  else if (name == "back-pressure") await backPressure();
  else if (name == "crashes") await crashes();
  else if (name == "unnoticed") await unnoticed();
  else if (name == "ends") await ends();
  else if (name == "left") await left();
  else if (name == "limits") await limits();
  else if (name == "nested") await nested();
  else if (name == "lines") await lines();
  else if (name == "loads") await loads();
  else if (name == "refused") await refused();
}

export async function main(args: string[]): Promise<void> {
  for (const name of args) await run(name);
}
