// What JavaScript embeds in the tests of `load`.
import { sleep, timeout } from "as-pollen";

export class Point {
  x: f64 = 0;
  y: f64 = 0;
}

export class Node {
  name: string = "";
  next: Node | null = null;
  tags: string[] = [];
  at: Point = new Point();
}

/** Stays in the guest. */
export class Counter {
  label: string = "";
  protected steps: i32 = 0;
  constructor(public value: i32, readonly limit: i32 = 10) {
    if (value > limit) throw new RangeError("too much");
  }

  get isFull(): bool { return this.value >= this.limit; }
  get name(): string { return this.label + this.value.toString(); }
  set name(text: string) { this.label = text; }

  add(by: i32 = 1): Counter {
    if (this.value + by > this.limit) throw new RangeError("full");
    this.value += by;
    this.steps++;
    return this;
  }
  async later(by: i32): Promise<i32> {
    await sleep(0);
    return this.add(by).value;
  }
}

export class Twice extends Counter {
  add(by: i32 = 1): Counter { return super.add(2 * by); }
}

export function made(value: i32): Counter { return new Counter(value); }
export function twice(value: i32): Counter { return new Twice(value, 100); }
export function total(counters: Counter[]): i32 {
  let sum = 0;
  for (let i = 0; i < counters.length; i++) sum += counters[i].value;
  return sum;
}

class Hidden {
  constructor(private readonly value: i32) {}
}

// @ts-ignore: decorator
@external("host", "lookup") declare function lookup(key: string): Promise<string>;
// @ts-ignore: decorator
@external("host", "find") declare function find(key: string): Promise<Node | null>;
// @ts-ignore: decorator
@external("host", "count") declare function count(by: i32): Promise<i64>;
// @ts-ignore: decorator
@external("host", "log") declare function log(line: string): void;
// @ts-ignore: decorator
@external("host", "half") declare function half(x: f64): f64;

// ---- values

export function same_i8(x: i8): i8 { return x; }
export function same_u8(x: u8): u8 { return x; }
export function same_i16(x: i16): i16 { return x; }
export function same_u16(x: u16): u16 { return x; }
export function same_i32(x: i32): i32 { return x; }
export function same_u32(x: u32): u32 { return x; }
export function same_i64(x: i64): i64 { return x; }
export function same_u64(x: u64): u64 { return x; }
export function same_f32(x: f32): f32 { return x; }
export function same_f64(x: f64): f64 { return x; }
export function same_bool(x: bool): bool { return x; }
export function same_string(x: string | null): string | null { return x; }
export function same_buffer(x: ArrayBuffer): ArrayBuffer { return x; }
export function same_bytes(x: Uint8Array): Uint8Array { return x; }
export function same_floats(x: Float64Array): Float64Array { return x; }
export function same_longs(x: Int64Array): Int64Array { return x; }
export function same_numbers(x: i32[]): i32[] { return x; }
export function same_bools(x: bool[]): bool[] { return x; }
export function same_bigints(x: u64[]): u64[] { return x; }
export function same_strings(x: string[]): string[] { return x; }
export function same_nested(x: f32[][]): f32[][] { return x; }
export function same_static(x: StaticArray<u16>): StaticArray<u16> { return x; }
export function same_node(x: Node): Node { return x; }
export function same_error(x: Error): Error { return x; }
export function middle(x: Uint8Array): Uint8Array { return x.subarray(1, 3); }
export function is_same(a: Node, b: Node): bool { return a === b; }
export function optional(a: i32, b: i32 = 10, c: string = "c"): string { return a.toString() + b.toString() + c; }
export function hidden(): Hidden { return new Hidden(1); }
export function keys(map: Map<string, i32>): i32 { return map.size; }
export function with_host(x: f64): f64 { log("half of " + x.toString()); return half(x); }
export function random(): f64 { return Math.random(); }
export function print(line: string): void { console.log(line); }

export async function later_i32(x: i32): Promise<i32> { await sleep(0); return x; }
export async function later_u64(x: u64): Promise<u64> { await sleep(0); return x; }
export async function later_f32(x: f32): Promise<f32> { await sleep(0); return x; }
export async function later_bool(x: bool): Promise<bool> { await sleep(0); return x; }
export async function later_node(x: Node | null): Promise<Node | null> { await sleep(0); return x; }

// ---- time

export async function nothing(): Promise<void> {}
export async function nap(ms: f64): Promise<string> { await sleep(ms); return "slept"; }
/** The order in which delays end that begin at the same time. */
export async function naps(delays: f64[]): Promise<f64[]> {
  const order: f64[] = [];
  const all: Promise<void>[] = [];
  for (let i = 0; i < delays.length; i++) all.push(note(delays[i], order));
  await Promise.all(all);
  return order;
}
async function note(ms: f64, order: f64[]): Promise<void> {
  await sleep(ms);
  order.push(ms);
}
export async function handle(key: string): Promise<string> { return key + "=" + (await lookup(key)); }
export async function both(a: string, b: string): Promise<string> {
  const found = await Promise.all([lookup(a), lookup(b)]);
  return found.join("+");
}
export async function name_of(key: string): Promise<string | null> {
  const node = await find(key);
  return node === null ? null : node.name;
}
export async function counted(by: i32): Promise<i64> { return (await count(by)) + 1; }

/** What a function of JavaScript does in the same words: see order.test.ts. */
export async function traced(name: string, turns: i32): Promise<string> {
  log(name + " begins");
  for (let i = 0; i < turns; i++) {
    await nothing();
    log(name + " " + i.toString());
  }
  log(name + " " + (await lookup(name)));
  return name;
}

/** Asks the host for values at once. */
export async function halves(name: string, from: f64): Promise<string> {
  log(name + " begins");
  const found: f64[] = [];
  const label = name + " ";
  for (let x = from; x != 0 && found.length < <i32>abs(from); ) {
    const kept = [x.toString()];
    x = half(x);
    log(label + kept[0]);
    found.push(x);
  }
  return name + found.join(",");
}
export async function half_later(x: f64): Promise<f64> {
  await sleep(0);
  return half(x);
}

let gate: Promise<void> | null = null;
let openGate: (() => void) | null = null;
/** Waits until another call opens, and then some time. */
export async function pass(ms: f64): Promise<string> {
  if (gate === null) gate = new Promise<void>((resolve) => { openGate = resolve; });
  await gate!;
  await sleep(ms);
  return "passed";
}
export function open(): void {
  const opened = openGate;
  if (opened !== null) opened();
  gate = null;
  openGate = null;
}

let background = 0;
export function start_background(): void {
  setTimeout(() => { background++; }, 5);
}
export function seen_background(): i32 { return background; }

// ---- errors

export async function fail(message: string): Promise<void> {
  await nothing();
  throw new RangeError(message, { cause: new Error("inside") });
}
export async function caught(key: string): Promise<string> {
  try {
    return await lookup(key);
  } catch (e) {
    const cause = e.cause;
    const kind = e instanceof TypeError ? "a TypeError" : "an Error";
    return kind + " " + e.toString() + (cause === null ? "" : " because of " + cause.toString());
  }
}
export async function passed(key: string): Promise<string> { return await lookup(key); }
export function trap(): void { unreachable(); }
export function abort_with(message: string): void { throw new Error(message); }
export function at(list: i32[], index: i32): i32 { return list[index]; }
export async function trap_later(): Promise<void> { await sleep(0); unreachable(); }
export async function unhandled(): Promise<void> { lost(); await sleep(1000); }
async function lost(): Promise<void> { throw new Error("nobody looks"); }
export function recurse(n: i32): i32 { return n + recurse(n + 1); }

// ---- cancellation

export async function waits(): Promise<string> {
  try {
    await sleep(1e9);
  } finally {
    log("cleaned up");
  }
  return "never";
}
export async function stubborn(): Promise<string> {
  try { await sleep(1e9); } catch (e) {}
  return "done anyway";
}
export async function gives_up(key: string): Promise<string> {
  try {
    return await timeout(lookup(key), 5);
  } catch (e) {
    return e.name;
  }
}

// ---- what no program does

export function forged_string(address: u32): string { return changetype<string>(<usize>address); }
export function forged_node(address: u32): Node { return changetype<Node>(<usize>address); }
export function address_of(node: Node): u32 { return <u32>changetype<usize>(node); }
export function too_long(): i32[] {
  const array = [1, 2, 3];
  store<i32>(changetype<usize>(array), 1 << 28, 12);
  return array;
}
export function elsewhere(): Uint8Array {
  const bytes = new Uint8Array(8);
  store<usize>(changetype<usize>(bytes), changetype<usize>(bytes) - 64, 4);
  return bytes;
}
export function without_size(text: string): string {
  const copy = text + "!";
  store<u32>(changetype<usize>(copy) - 4, 0xfffffff0);
  return copy;
}
export function calls_with(address: u32): void { log(changetype<string>(<usize>address)); }
