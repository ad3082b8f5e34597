// Chains of `then` and `catch`: values, promises, nothing; callbacks that are not there; several on one promise.
import { print } from "./prelude";

async function metronome(turns: i32): Promise<void> {
  for (let i = 1; i <= turns; i++) {
    await 0;
    print("turn " + i.toString());
  }
}

async function five(): Promise<i32> { return 5; }
async function failing(): Promise<i32> { throw new Error("no five"); }

const show = (value: i32): i32 => { print("value " + value.toString()); return value + 1; };
const showReason = (reason: Error): i32 => { print("reason " + reason.message); return -1; };
const follow = (value: i32): Promise<i32> => { print("follow " + value.toString()); return five(); };
const failLater = (value: i32): Promise<i32> => { print("fail after " + value.toString()); return failing(); };

export async function main(): Promise<void> {
  const beats = metronome(24);
  const source = Promise.resolve<i32>(1);
  source.then(show).then(show).then(show);
  source.then(follow).then(show);
  source.then(failLater).then(show).then(show).catch(showReason).then(show);
  source.then<i32>(null).then(null, showReason).then(show);
  failing().then(show).catch(showReason).then(show);
  failing().catch(showReason).then(show, showReason);
  source.catch(showReason).then(show);
  five().then((value: i32): string => "text " + value.toString()).then((text: string): void => {
    print(text);
  }).then((): i32 => { print("after nothing"); return 3; }).then(show);
  const open = Promise.withResolvers<i32>();
  open.promise.then(show);
  open.promise.then(show);
  await 0;
  open.promise.then(follow).then(show);
  open.resolve(20);
  open.promise.then(show);
  await beats;
}
