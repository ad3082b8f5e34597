// `resolve` in an executor: of values and of promises, at once and later, once and again.
import { print } from "./prelude";

class Box {
  constructor(readonly value: i32) {}
}

async function metronome(turns: i32): Promise<void> {
  for (let i = 1; i <= turns; i++) {
    await 0;
    print(`turn ${i}`);
  }
}
async function five(): Promise<i32> {
  return 5;
}
async function nothing(): Promise<void> {}
async function failing(): Promise<i32> {
  throw new Error("no five");
}

const show = (value: i32): void => print(`value ${value}`);
const showReason = (reason: Error): void => print(`reason ${reason instanceof TypeError ? "TypeError" : reason.message}`);

export async function main(): Promise<void> {
  const beats = metronome(12);
  new Promise<i32>((resolve) => resolve(1)).then(show);
  new Promise<i32>((resolve) => resolve(five())).then(show);
  new Promise<i32>((resolve, reject) => {
    resolve(failing());
    resolve(2);
    reject(new Error("too late"));
  }).then(show, showReason);
  new Promise<void>((resolve) => resolve(nothing())).then(() => print("nothing"));
  new Promise<Box>((resolve) => resolve(Promise.resolve(new Box(3)))).then((box) => show(box.value));
  new Promise<i32>((resolve: (value: i32) => void, reject: (reason: Error) => void) => {
    queueMicrotask(() => {
      const resolved = new Promise<i32>((resolve) => resolve(4)); // another `resolve`
      resolve(resolved as Promise<i32>);
      reject(new Error("too late"));
    });
  }).then(show, showReason);
  let itself: Promise<i32> | null = null;
  itself = new Promise<i32>((resolve) => queueMicrotask(() => resolve(itself!)));
  itself!.then(show, showReason);
  const never = new Promise<i32>((_) => {});
  new Promise<i32>((resolve) => {
    resolve(never);
    throw new Error("ignored");
  }).then(show, showReason);
  let later: ((value: i32) => void) | null = null;
  const open = new Promise<i32>((resolve) => { later = resolve; });
  open.then(show);
  await beats;
  later!(6);
  await open;
}
