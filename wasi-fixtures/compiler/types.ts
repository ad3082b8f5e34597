// Locals, parameters and results of every type live across awaits.
import { sleep, yieldNow } from "as-pollen";

class Thing {
  constructor(readonly id: i32) {}
}

async function same<T>(value: T): Promise<T> {
  await yieldNow();
  return value;
}

async function many(
  a: i8, b: u8, c: i16, d: i32, e: i64, f: f32, g: f64, h: bool, s: string, t: Thing | null, list: i32[],
): Promise<string> {
  await sleep(1);
  const one = `${a} ${b} ${c} ${d} ${e}`;
  await yieldNow();
  const two = `${num(f)} ${num(g)} ${h} ${s} ${list.join()}`;
  await sleep(1);
  return `${one} ${two} ${t ? t.id : -1}`;
}

async function wide(n: i64): Promise<i64> {
  let sum = n;
  for (let i = 0; i < 3; i++) sum = sum + (await same<i64>(n)) * i64(1000000007);
  return sum;
}

async function vectors(n: i32): Promise<i32> {
  let v = i32x4.splat(n);
  await yieldNow();
  const w = i32x4.splat(await same<i32>(n + 1));
  await yieldNow();
  v = i32x4.add(v, w);
  await sleep(1);
  return i32x4.extract_lane(v, 3);
}

async function floats(x: f64, y: f32): Promise<f64> {
  let a = x * 0.5;
  const b = f32(y * f32(0.25));
  a += await same<f64>(x);
  const c = await same<f32>(y);
  return a + f64(b) + f64(c);
}

async function small(n: i32): Promise<string> {
  let a = i8(n);
  const b = u8(n);
  let c = i16(n);
  await yieldNow();
  a = i8(a + 1);
  c = i16(c + 1);
  return `${a} ${b} ${c} ${await same<bool>(n > 0)} ${await same<u8>(u8(n))}`;
}

async function nullable(thing: Thing | null): Promise<i32> {
  const other: Thing | null = await same<Thing | null>(thing);
  if (!other) return -1;
  await yieldNow();
  return other.id + (await same<Thing>(other)).id;
}

export async function main(): Promise<void> {
  print(await many(-5, 250, -300, 70000, i64(1234567), 0.5, -2.25, true, "s", new Thing(3), [1, 2]));
  print(await many(5, 0, 300, -70000, i64(-9), 1.5, 2, false, "", null, []));
  print(`${await wide(i64(3))}`);
  print(`${await vectors(4)}`);
  print(num(await floats(3.5, 0.5)));
  print(await small(127));
  print(await small(-32768));
  print(`${await nullable(null)} ${await nullable(new Thing(21))}`);
}
