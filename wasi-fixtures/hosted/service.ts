// What a host embeds: async exports, and a function of the host that has its value later.
import { sleep } from "as-pollen";

// @ts-ignore: decorator
@external("host", "lookup")
declare function lookup(key: i32): Promise<string>;
// @ts-ignore: decorator
@external("host", "count")
declare function count(): Promise<i32>;
// @ts-ignore: decorator
@external("host", "interrupt")
declare function interrupt(): void;

export async function add(a: f64, b: f64): Promise<f64> {
  await sleep(5);
  return a + b;
}

export async function describe(key: i32): Promise<string> {
  try {
    return key.toString() + " is " + await lookup(key);
  } finally {
    console.log("done " + key.toString());
  }
}

export async function twice(): Promise<i32> { return await count() + await count(); }

export async function fails(): Promise<void> { throw new RangeError("too far"); }

export async function settled(): Promise<i32> { return 7; }

/** Of a function that is not async: not a call that can be cancelled. */
export function plain(): Promise<i32> { return new Promise<i32>((_resolve, _reject) => {}); }

export function textOf(error: Error): string { return error.toString(); }

function work(id: i32): void {
  console.log("task " + id.toString());
  queueMicrotask(() => console.log("job"));
}

async function workLater(id: i32): Promise<void> {
  await sleep(<f64>id);
  console.log("later " + id.toString());
}

export function worker(): (id: i32) => void { return work; }
export function lateWorker(): (id: i32) => Promise<void> { return workLater; }
/** Not a task: memory does not tell what a closure takes. */
export function closure(captured: i32): (id: i32) => void {
  return (id: i32): void => console.log((captured + id).toString());
}

export async function steps(n: i32): Promise<void> {
  for (let i = 0; i < n; i++) {
    console.log("step " + i.toString());
    if (i == 1) interrupt();
    await Promise.resolve(i);
  }
}

export function newText(): string { return "v" + (<i32>4).toString(); }
export function collect(): void { __collect(); }
