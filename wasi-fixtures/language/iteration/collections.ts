// for...of over Map and Set, which change meanwhile.
import { sleep } from "as-pollen";
import { print } from "./prelude";

function numbered(names: string[]): Map<string, i32> {
  const map = new Map<string, i32>();
  for (const [i, name] of names.entries()) map.set(name, i);
  return map;
}

function setOf(numbers: i32[]): Set<i32> {
  const set = new Set<i32>();
  for (const n of numbers) set.add(n);
  return set;
}

class Labels extends Map<i32, string> {}

function still(): void {
  const map = numbered(["a", "b", "c"]);
  for (const [key, value] of map) print(`${key} ${value}`);
  for (let [key] of map) {
    key += "!";
    print(key);
  }
  for (const [, value] of map.entries()) print(`value ${value}`);
  for (const key of map.keys()) print(`key ${key}`);
  for (const value of map.values()) print(`value ${value}`);
  for (const n of setOf([3, 1, 3, 2])) print(`member ${n}`);
  for (const n of setOf([4]).values()) print(`member ${n}`);
  const labels = new Labels();
  labels.set(1, "one");
  for (const [key, label] of labels) print(`${key} ${label}`);
}

function changing(): void {
  const map = numbered(["a", "b", "c"]);
  for (const [key, value] of map) {
    print(`visit ${key} ${value}`);
    if (key == "a") {
      map.delete("a");
      map.delete("b");
      map.set("d", 10);
    } else if (key == "c") {
      map.set("a", 20);
      map.set("c", 30);
    } else if (key == "d") {
      map.delete("a");
      map.set("a", 40);
    }
  }
  const set = setOf([1]);
  for (const n of set) {
    print(`grow ${n}`);
    if (n < 40) {
      set.add(n + 1);
      set.add(n + 2);
    }
  }
}

/** Grows and shrinks several times within a step. */
function moving(): void {
  const set = setOf([0, 1, 2, 3]);
  let visited = "";
  for (const n of set) {
    visited += ` ${n}`;
    if (n == 1) {
      for (let i = 100; i < 200; i++) set.add(i);
      set.delete(0);
      for (let i = 100; i < 199; i++) set.delete(i);
      set.delete(2);
      for (let i = 200; i < 230; i++) set.add(i);
    } else if (n == 215) {
      for (let i = 200; i < 220; i++) set.delete(i);
    }
  }
  print(`moved${visited}`);
}

function clearing(): void {
  const map = numbered(["a", "b", "c"]);
  for (const key of map.keys()) {
    print(`clear ${key}`);
    if (key == "b") {
      map.clear();
      map.set("x", 1);
      map.set("y", 2);
    } else if (key == "x") map.clear();
  }
  print(`left ${map.size}`);
}

/** Two loops over one collection, which falls behind different moves. */
function nested(): void {
  const set = setOf([1, 2]);
  for (const a of set) {
    for (const b of set) {
      print(`${a} ${b}`);
      if (b == 2 && set.size < 6) {
        set.delete(1);
        for (let i = 3; i < 7; i++) set.add(i);
      }
    }
  }
}

async function waiting(): Promise<void> {
  const map = numbered(["a", "b"]);
  const other = async (): Promise<void> => {
    for (const name of ["c", "d", "e"]) {
      await sleep(2);
      map.set(name, map.size);
      map.delete("a");
    }
  };
  const done = other();
  for (const [key, value] of map) {
    await sleep(3);
    print(`${key} ${value}`);
  }
  await done;
  const texts = new Set<string>();
  texts.add("x");
  for (const text of texts) {
    await sleep(1);
    if (text.length < 5) texts.add(text + "y");
    print(text);
  }
}

function closures(): void {
  const calls: (() => string)[] = [];
  for (const [key, value] of numbered(["a", "b"])) calls.push(() => `${key} is ${value}`);
  for (const call of calls) print(call());
}

export async function main(): Promise<void> {
  still();
  changing();
  moving();
  clearing();
  nested();
  await waiting();
  closures();
}
