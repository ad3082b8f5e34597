// The turns of `finally`, for either outcome and for callbacks that return nothing, a value or a promise.
import { print } from "./prelude";

async function metronome(turns: i32): Promise<void> {
  for (let i = 1; i <= turns; i++) {
    await 0;
    print("turn " + i.toString());
  }
}

async function five(): Promise<i32> { return 5; }
async function failing(): Promise<i32> { throw new Error("no five"); }
async function slow(): Promise<i32> { await 0; await 0; return 0; }
async function slowFailing(): Promise<i32> { await 0; throw new Error("cleanup failed"); }

export async function main(): Promise<void> {
  const beats = metronome(24);
  const show = (value: i32): void => { print("value " + value.toString()); };
  const showReason = (reason: Error): void => { print("reason " + reason.message); };
  five().finally((): void => { print("cleanup a"); }).then(show, showReason);
  failing().finally((): void => { print("cleanup b"); }).then(show, showReason);
  five().finally((): i32 => { print("cleanup c"); return 1; }).then(show, showReason);
  five().finally((): Promise<i32> => { print("cleanup d"); return slow(); }).then(show, showReason);
  failing().finally((): Promise<i32> => { print("cleanup e"); return slow(); })
    .then(show, showReason);
  five().finally((): Promise<i32> => { print("cleanup f"); return slowFailing(); })
    .then(show, showReason);
  failing().finally((): Promise<i32> => { print("cleanup g"); return slowFailing(); })
    .then(show, showReason);
  five().finally((): void => {}).finally((): void => { print("cleanup h"); }).then(show, showReason);
  await beats;
}
