// Values that may be null: `?.`, `??`, and the assignments that look at what is there.
import { sleep } from "as-pollen";
import { print } from "./prelude";

class Address {
  lines: string[] = ["first", "second"];
  constructor(public city: string, public zip: i32, public next: Address | null = null) {}
  show(prefix: string): string { return `${prefix} ${this.city}`; }
  to(city: string): Address | null { return city == this.city ? this : this.next; }
}

class Person {
  address: Address | null = null;
  log: ((line: string) => string) | null = null;
  active: bool = true;
  private cached: string | null = null;
  constructor(public name: string) {}
  get label(): string {
    this.cached ??= noted(`label of ${this.name}`);
    return this.cached!;
  }
  [Symbol.iterator](): Person { return this; }
}

const calls: string[] = [];

function noted(what: string): string {
  calls.push(what);
  return what;
}

function flush(): string {
  const text = calls.join(", ");
  calls.length = 0;
  return text;
}

function person(name: string): Person | null {
  noted(`person ${name}`);
  if (name == "nobody") return null;
  const found = new Person(name);
  if (name != "homeless") found.address = new Address(name + "ville", name.length, new Address("Elsewhere", 7));
  found.log = (line: string): string => noted(`${name} logs ${line}`);
  return found;
}

function chains(name: string): void {
  const p = person(name);
  print(`name ${p?.name ?? "-"}`);
  print(`city ${p?.address?.city ?? "-"}`);
  print(`next ${p?.address?.next?.city ?? "-"}`);
  print(`far ${p?.address?.next?.next?.city ?? "-"}`);
  print(`zip ${p?.address?.zip ?? 0}`);
  print(`length ${p?.name.length ?? -1}`);
  print(`lines ${p?.address?.lines.length ?? -1}`);
  print(`line ${p?.address?.lines[1] ?? "-"}`);
  print(`index ${p?.address?.lines?.[0] ?? "-"}`);
  print(`call ${p?.address?.show("in") ?? "-"}`);
  print(`chained ${p?.address?.to("Elsewhere")?.to("Nowhere")?.city ?? "-"}`);
  print(`upper ${p?.name.toUpperCase().slice(1) ?? "-"}`);
  print(`log ${p?.log?.("hello") ?? "-"}`);
  print(`args ${p?.address?.show(noted("evaluated")) ?? "-"}`);
  print(`symbol ${p?.[Symbol.iterator]().name ?? "-"}`);
  p?.log?.("statement");
  p?.address?.show(noted("dropped"));
  const address = p?.address;
  print(address ? `address ${address.city}` : "no address");
  const parenthesized = (p?.address)?.zip ?? 1;
  print(`zip ${parenthesized}`);
  if (p?.active) print(`active ${p.name}`);
  if (!(p?.active)) print("inactive");
  while (p?.active) {
    p.active = false;
    print("switched off");
  }
  if (p?.address && p.address) print("has address");
  print(flush());
}

function coalescing(): void {
  const number = 5;
  const empty: string | null = "";
  const none: string | null = calls.length == 0 ? null : "some";
  print(`empty '${empty ?? "filled"}' none '${none ?? "filled"}'`);
  print(none ?? empty ?? "never");
  print((none ?? person("a")?.name ?? "last") + "!");
  print(`either ${(none ?? "b") == "b" ? "yes" : "no"}`);
  print(none ?? (number > 3 || number < 0 ? "mixed" : "never"));
  const total = (person("a")?.address?.zip ?? 10) + (person("nobody")?.address?.zip ?? 20) * 2;
  print(`total ${total}`);
  const list = person("abc")?.address?.lines ?? [];
  print(`list ${list.length}`);
  const f: ((n: i32) => i32) | null = null;
  print(`function ${(f ?? ((n: i32): i32 => n * 2))(4)}`);
  print(person("x") ?? person("never") ? "truthy" : "falsy");
  print(`ternary ${number > 3 ? none ?? "yes" : "no"} ${number > 3 ? .5 : 1.5}`);
  print(flush());
}

function nextIndex(): i32 {
  noted("index");
  return 1;
}

function assignments(): void {
  let text: string | null = null;
  text ??= noted("first");
  text ??= noted("second");
  print(`text ${text.length}`);
  const p = new Person("owner");
  print(`${p.label} ${p.label}`);
  p.address ??= new Address("new", 1);
  p.address ??= new Address("newer", 2);
  print(p.address?.city ?? "-");
  const slots: (string | null)[] = [null, null];
  slots[nextIndex()] ??= noted("slot");
  slots[nextIndex()] ??= noted("again");
  print(`slots ${slots[0] ?? "-"} ${slots[1] ?? "-"}`);
  const owner = (): Person => {
    noted("owner");
    return p;
  };
  owner().address ??= new Address("never", 3);
  owner().address = null;
  owner().address ??= new Address("once", 4);
  print(p.address?.city ?? "-");
  let n = 0;
  n ||= 5;
  n ||= 6;
  n &&= n + 1;
  print(`n ${n}`);
  let flag = true;
  flag &&= n > 100;
  flag ||= n > 5;
  print(`flag ${flag}`);
  const value = (text ??= "never");
  print(value);
  print(flush());
}

function narrowing(p: Person | null): string {
  const name = p?.name;
  if (!name) return "nobody";
  const city = p?.address?.city ?? "nowhere";
  return `${name} in ${city}`;
}

function closures(): void {
  let p: Person | null = null;
  let count = 0;
  const name = (): string => p?.name ?? `nobody ${++count}`;
  print(name());
  p = person("captured");
  print(name());
  const later = (): Person => (p ??= new Person("made"));
  print(later().name);
  p = null;
  print(later().name + " " + name());
  flush();
}

async function find(name: string): Promise<Person | null> {
  await sleep(1);
  return person(name);
}

async function text(value: string): Promise<string> {
  await sleep(1);
  return noted(value);
}

async function awaits(name: string): Promise<void> {
  print(`await ${(await find(name))?.name ?? await text("default")}`);
  print(`zip ${(await find(name))?.address?.zip ?? (await text("four")).length}`);
  const p = await find(name);
  print(`argument ${p?.address?.show(await text("prefix")) ?? "-"}`);
  print(`index ${p?.address?.lines[(await text("x")).length] ?? "-"}`);
  let cached: string | null = null;
  cached ??= await text("cached");
  cached ??= await text("never");
  print(cached);
  print(flush());
}

async function awaitsPromise(known: Promise<string> | null): Promise<string> {
  if (known === null) return "no promise";
  if ((await known) == "short") return known;
  return known ? await known : "not reached";
}

export async function main(): Promise<void> {
  for (const name of ["ada", "homeless", "nobody"]) chains(name);
  coalescing();
  assignments();
  print(narrowing(person("n")) + " / " + narrowing(null));
  closures();
  for (const name of ["ada", "homeless", "nobody"]) await awaits(name);
  print([await awaitsPromise(null), await awaitsPromise(text("short")), await awaitsPromise(text("long"))].join());
}
