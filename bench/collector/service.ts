// A service under steady load, for what its collector costs: PROGRAM LIVE MAPS MS. It keeps so many entries in so many maps;
// 100 clients ask in turns, each every 1 to 5 ms, and each request replaces an entry, so that as much becomes garbage as is
// made. A request is due when its client's sleep ends: how much later it is done has every pause in it.
import { scope, sleep, yieldNow } from "as-pollen";
import { clock, memoryBytes, Random, report, reportQuantiles } from "../pollen/measure";

const CLIENTS = 100;
/** Requests whose lateness is kept: more than come. */
const MOST = 1 << 17;

class Entry {
  constructor(readonly id: i32, readonly text: string, readonly tags: string[]) {}
}

const store = new Array<Map<i32, Entry>>();
const late = new StaticArray<f64>(MOST);
let count = 0;

function newEntry(id: i32, version: i32): Entry {
  return new Entry(id, `entry ${id}, version ${version}`, [id.toString(), version.toString()]);
}

function keep(entry: Entry): void { store[entry.id % store.length].set(entry.id, entry); }

async function handle(id: i32, version: i32): Promise<string> {
  const entry = newEntry(id, version);
  keep(entry);
  await yieldNow();
  return `{"id":${entry.id},"text":"${entry.text}","tags":["${entry.tags.join('","')}"]}`;
}

async function client(number: i32, live: i32, end: f64): Promise<void> {
  const random = new Random();
  for (let i = 0; i < number; i++) random.next();
  let bytes = 0;
  for (let version = 0; clock() < end; version++) {
    const ms = 1 + <f64>(random.next() % 4000) / 1000;
    const due = clock() + ms * 1e6;
    await sleep(ms);
    bytes += (await handle(<i32>(random.next() % live), version)).length;
    if (count < MOST) late[count++] = (clock() - due) / 1e3;
  }
  if (!bytes) throw new Error("no answers");
}

/** The linear memory at each quarter of the time. */
async function watch(ms: f64): Promise<void> {
  for (let quarter = 1; quarter <= 4; quarter++) {
    await sleep(ms / 4 - 1);
    report("memory_" + quarter.toString(), memoryBytes() / 1e6, "MB");
  }
}

export async function main(args: string[]): Promise<void> {
  const live = <i32>parseInt(args[0]), maps = <i32>parseInt(args[1]), ms = parseFloat(args[2]);
  for (let i = 0; i < maps; i++) store.push(new Map<i32, Entry>());
  for (let id = 0; id < live; id++) keep(newEntry(id, 0));
  await yieldNow();
  const end = clock() + ms * 1e6;
  await scope<void>(async (s) => {
    for (let i = 0; i < CLIENTS; i++) s.spawn<void>(() => client(i, live, end));
    s.spawn<void>(() => watch(ms));
  });
  const measured = late.slice<StaticArray<f64>>(0, count);
  report("requests", count, "requests");
  reportQuantiles("late", measured, "us");
  report("late_p999", measured[<i32>(<i64>count * 999 / 1000)], "us");
  report("late_max", measured[count - 1], "us");
}
