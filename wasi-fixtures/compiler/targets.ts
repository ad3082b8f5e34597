// Awaits on the way to and from fields, elements, literals and `new`.
import { sleep, yieldNow } from "as-pollen";

class Point {
  static last: i32 = -1;
  constructor(public x: i32, public y: i32 = 7, public name: string = "p") {}
  get sum(): i32 {
    return this.x + this.y;
  }
  set sum(value: i32) {
    print(`set ${value}`);
    this.y = value - this.x;
  }
  async move(by: i32): Promise<Point> {
    this.x += await int(by);
    this.y = this.y + (await int(by)) * this.x;
    Point.last = await int(this.x);
    return this;
  }
}

class Holder {
  point: Point | null = null;
  items: i32[] = [];
}

async function int(n: i32): Promise<i32> {
  await yieldNow();
  return n;
}

async function text(s: string): Promise<string> {
  await sleep(1);
  return s;
}

async function point(x: i32): Promise<Point> {
  await yieldNow();
  return new Point(await int(x));
}

export async function main(): Promise<void> {
  let p = new Point(await int(1), await int(2), await text("first"));
  p.x = await int(5);
  p.y += await int(5);
  p.sum = await int(100);
  p.sum += await int(1);
  print(`${p.x} ${p.y} ${p.sum} ${p.name}`);
  const old = p;
  p.x = (p = await point(40), 3); // the old one
  print(`${old.x} ${p.x} ${p.y} ${p.name}`);
  (await point(9)).x = await int(1);
  print(`${(await (await p.move(2)).move(1)).x} ${p.y} ${Point.last}`);
  Point.last += await int(1000);
  print(`${Point.last}`);

  const list = [await int(1), 2, await int(3)];
  list[1] = await int(20);
  list[await int(2)] = await int(30);
  list[list[0] - 1] += 4;
  list.push(await int(list.length));
  print(list.join());
  print([await text("a"), "b", await text("c")].join("+"));
  print([[await int(1)], [await int(2), await int(3)], []].map<string>((row: i32[]): string => row.join("/")).join(";"));
  print(`${list[await int(1)] + list[(await int(0)) + 1]} ${list.indexOf(await int(30))}`);
  print((await text("hello")).toUpperCase().slice(await int(1), await int(3)));

  const holder = new Holder();
  holder.point = await point(6);
  holder.items = [await int(4), await int(5)];
  holder.items[1] *= await int(3);
  const held = holder.point;
  if (held) print(`${held.x} ${(await held.move(1)).x} ${held.name}`);
  print(holder.items.join());
  const map = new Map<string, i32>();
  map.set(await text("k"), await int(1));
  map.set("l", map.get("k") + (await int(1)));
  print(`${map.get(await text("l"))} ${map.has(await text("m"))}`);
}
