// Much of the standard library, with arguments and results that nothing else holds.
class Item {
  constructor(readonly key: i32, readonly text: string, readonly list: string[]) {}
  toString(): string { return `${this.key}:${this.text}[${this.list.join("|")}]`; }
}

function item(i: i32): Item { return new Item(i, "t" + i.toString(), [i.toString(), (i * 7).toString(16)]); }
function text(i: i32): string { return "n" + i.toString() + "," + (i % 5).toString(); }

function arrays(): string {
  const items = new Array<Item>();
  for (let i = 0; i < 40; i++) items.push(item((i * 17) % 40));
  items.unshift(item(99));
  items.splice(3, 2);
  items[60 - 2] = item(58);
  items.length = 39;
  items.sort((a, b) => a.key - b.key);
  items.reverse();
  items.copyWithin(5, 10, 12);
  const doubled = items.map<Item>((each) => item(each.key * 2)).concat([item(1), item(2)]);
  const kept = doubled.filter((each) => each.key % 3 != 0).slice(1, -1);
  const all = kept.reduce<string>((sum, each) => sum + each.toString(), "").length;
  const back = kept.reduceRight<string>((sum, each) => each.text + sum, "");
  const nested = [[item(1), item(2)], [item(3)], new Array<Item>()].flat();
  kept.fill(item(7), 0, 3);
  kept.forEach((each) => { each.toString(); });
  const found = kept.findIndex((each) => each.key == 7);
  return [kept.shift().toString(), kept.pop().toString(), back, nested.toString(), found.toString(), all.toString()].join(" ");
}

function strings(): string {
  const words = new Array<string>();
  for (let i = 0; i < 20; i++) words.push(text(i));
  const joined = words.join(";");
  const parts = joined.split(";").map<string>((part) => part.split(",").reverse().join("."));
  const padded = parts.map<string>((part) => part.padStart(6, "ab").padEnd(8, "-").replace("n", "m").replaceAll("1", "one"));
  const sorted = padded.slice(0).sort();
  const cut = joined.substring(3, 30).toUpperCase().trim().repeat(2).concat(text(4)).slice(2, 40);
  const bytes = String.UTF8.encode(cut + "é𝄞", true), wide = String.UTF16.encode(text(8));
  return [
    sorted.join(""), cut, String.UTF8.decode(bytes, true), String.UTF16.decode(wide), String.fromCharCode(65), text(3).charAt(1),
    joined.at(-1), joined.includes(text(3)).toString(), text(5).split("").join("_"), `${parseFloat("1" + text(2).slice(1, 2))}`,
    `${text(1)}${text(2)}${item(3)}${1.5}${true}`, (12345.678).toString(), (<u64>1 << 40).toString(2), i64.MIN_VALUE.toString(),
  ].join(" ");
}

function maps(): string {
  const byText = new Map<string, Item>(), byKey = new Map<i32, string>(), set = new Set<string>();
  for (let i = 0; i < 50; i++) {
    byText.set(text(i % 30), item(i));
    byKey.set(i % 20, text(i));
    set.add(text(i % 11));
    if (i % 3 == 0) byText.delete(text(i / 2));
    if (i % 4 == 0) set.delete(text(i % 7));
  }
  const keys = byText.keys(), values = byText.values();
  let sum = "";
  for (let i = 0; i < keys.length; i++) sum += keys[i] + values[i].toString();
  return [sum, byKey.keys().toString(), byKey.values().join("/"), set.values().join("/"), byText.get(text(29)).toString()].join(" ");
}

function views(): string {
  const bytes = new Uint8Array(64);
  for (let i = 0; i < 64; i++) bytes[i] = <u8>(i * 31);
  const words = Uint32Array.wrap(bytes.buffer.slice(8, 40)), view = new DataView(bytes.buffer.slice(0, 16));
  const floats = new Float64Array(8).fill(1.5).map((value, i) => value * i).subarray(2, 6);
  const fixed = StaticArray.fromArray<string>(["a" + text(1), "b" + text(2)]).concat<StaticArray<string>>(["c" + text(3)]);
  bytes.set([1, 2, 3], 5);
  return [
    bytes.subarray(3, 12).toString(), words.join(), view.getUint32(4).toString(), floats.reverse().join(), fixed.join(),
    new Array<string>(3).fill(text(6)).join(), [3, 1, 2].sort().toString(), new Date(1000000000000).toISOString(),
    bytes.slice(4).sort().join("").slice(0, 20),
  ].join(" ");
}

async function later(parts: string[]): Promise<string> {
  await 0;
  return parts.concat([text(parts.length)]).join("+");
}

export async function main(): Promise<void> {
  console.log(arrays());
  console.log(strings());
  console.log(maps());
  console.log(views());
  console.log(await later([text(1), await later([item(2).toString(), text(3)])]));
}
