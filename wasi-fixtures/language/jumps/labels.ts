// Labelled break and continue.
import { sleep } from "as-pollen";
import { print } from "./prelude";

class Box {
  constructor(public value: i32) {}
}

// at top level
let topLevel = "";
search: for (let i = 0; i < 3; i++) {
  for (let j = 0; j < 3; j++) {
    if (j == 2) continue search;
    if (i == 2) break search;
    topLevel += `${i}${j} `;
  }
}

function loops(): void {
  outer: for (let i = 0; i < 4; i++) {
    let j = 0;
    while (true) {
      j++;
      if (j == 2) continue;
      if (j > 3) continue outer;
      if (i == 2) break outer;
      print(`for ${i} ${j}`);
    }
  }
  let n = 0;
  down: do {
    n++;
    for (;;) {
      if (n < 3) continue down;
      break down;
    }
  } while (n < 10);
  print(`do ${n}`);
  let k = 0;
  up: while (k < 5) {
    k++;
    switch (k) {
      case 1: continue up;
      case 3: break up;
      default: print(`switch ${k}`);
    }
    print(`behind ${k}`);
  }
  print(`while ${k}`);
  rows: for (const row of [[1, 2], [3, 4], [5, 6]]) {
    for (const cell of row) {
      if (cell == 2) continue rows;
      if (cell == 5) break rows;
      print(`cell ${cell}`);
    }
    print("row");
  }
}

function blocks(x: i32): string {
  let text = "";
  check: {
    if (x == 0) break check;
    text += "some";
    inner: {
      if (x == 1) break check;
      if (x == 2) break inner;
      text += " more";
    }
    text += " end";
  }
  one: two: for (let i = 0; i < 2; i++) {
    for (;;) {
      if (x == i) continue one;
      if (x == 2) break two;
      text += ` ${i}`;
      continue two;
    }
  }
  decide: if (x < 2) {
    if (x == 1) break decide;
    text += " zero";
  } else text += " many";
  pick: switch (x) {
    case 0:
      for (;;) break pick;
    case 1:
      text += " picked";
      break;
    case 3:
      break pick;
  }
  return text;
}

/** What is known of variables behind a label. */
function narrowing(x: i32): string {
  let box: Box | null = new Box(x);
  const other: Box | null = x > 1 ? new Box(7) : null;
  clear: {
    if (x == 0) break clear;
    box = null;
    if (x == 1) break clear;
    box = new Box(x + 1);
  }
  const first = box ? `${box.value}` : "none";
  found: {
    if (other) break found;
    return `${first} without`;
  }
  return `${first} with`;
}

function all(limit: i32): i32 {
  let n = 0;
  loop: for (;;) {
    for (;;) {
      n++;
      if (n > limit) break loop;
      if (n % 2) continue loop;
    }
  }
  return n;
}

function finallys(way: i32): string {
  let text = "";
  outer: for (let i = 0; i < 3; i++) {
    try {
      inner: for (const j of [0, 1]) {
        try {
          if (way == 1 && j == 1) continue outer;
          if (way == 2 && i == 1) break outer;
          if (way == 3) break inner;
          if (way == 4 && i == 1) throw new Error("thrown");
          text += `${i}${j}`;
        } catch (e) {
          text += "!";
          continue outer;
        } finally {
          text += "f";
          if (way == 5 && j == 0) continue inner;
        }
        text += ".";
      }
    } finally {
      text += "F ";
    }
  }
  return text;
}

function closures(): void {
  const calls: (() => i32)[] = [];
  outer: for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      calls.push(() => i++ * 10 + j);
      if (j == 1) continue outer;
    }
  }
  for (const call of calls) print(`closure ${call()} ${call()}`);
}

async function awaits(way: i32): Promise<string> {
  let text = "";
  outer: for (let i = 0; i < 3; i++) {
    await sleep(1);
    try {
      for (const j of [0, 1, 2]) {
        await sleep(1);
        if (way == 1 && j == 1) continue outer;
        if (way == 2 && i == 1) break outer;
        if (way == 3 && i == 1) return `${text}returned`;
        text += `${i}${j} `;
      }
    } finally {
      await sleep(1);
      text += "f ";
    }
  }
  done: {
    await sleep(1);
    if (way == 2) break done;
    text += "undone";
  }
  return text;
}

export async function main(): Promise<void> {
  print(topLevel);
  loops();
  for (let x = 0; x < 4; x++) print(`block ${x}: ${blocks(x)} | ${narrowing(x)}`);
  print(`all ${all(5)}`);
  for (let way = 0; way < 6; way++) print(`finally ${way}: ${finallys(way)}`);
  closures();
  for (let way = 0; way < 4; way++) print(`await ${way}: ${await awaits(way)}`);
}
