// withResolvers, Promise.resolve and Promise.reject: what counts is the first call; a promise is followed.
import { print } from "./prelude";

async function metronome(turns: i32): Promise<void> {
  for (let i = 1; i <= turns; i++) {
    await 0;
    print("turn " + i.toString());
  }
}

async function five(): Promise<i32> { return 5; }
async function failing(): Promise<i32> { throw new Error("no five"); }

const show = (value: i32): void => { print("value " + value.toString()); };
const showReason = (reason: Error): void => {
  print("reason " + (reason instanceof TypeError ? "TypeError" : reason.message));
};
const done = (): void => { print("done"); };

let itself: Promise<i32> | null = null;

export async function main(): Promise<void> {
  const beats = metronome(14);

  const twice = Promise.withResolvers<i32>();
  twice.promise.then(show, showReason);
  twice.resolve(1);
  twice.resolve(2);
  twice.reject(new Error("late"));

  const rejected = Promise.withResolvers<i32>();
  rejected.promise.then(show, showReason);
  rejected.reject(new Error("first"));
  rejected.resolve(3);

  const following = Promise.withResolvers<i32>();
  following.promise.then(show, showReason);
  following.resolve(five());
  following.resolve(4);
  following.reject(new Error("too late"));

  const followingFailure = Promise.withResolvers<i32>();
  followingFailure.promise.then(show, showReason);
  followingFailure.resolve(failing());

  const cycle = Promise.withResolvers<i32>();
  cycle.promise.then(show, showReason);
  cycle.resolve(cycle.promise);

  itself = five().then((_: i32): Promise<i32> => itself!);
  itself!.then(show, showReason);

  const nothing = Promise.withResolvers<void>();
  nothing.promise.then(done, showReason);
  nothing.resolve();

  const source = five();
  print(Promise.resolve(source) == source ? "the same" : "another");
  Promise.resolve(source).then(show);
  Promise.resolve<i32>(6).then(show);
  Promise.resolve().then(done);
  Promise.reject<i32>(new Error("rejected")).then(show, showReason);

  const chain = Promise.withResolvers<i32>(), middle = Promise.withResolvers<i32>();
  chain.promise.then(show);
  chain.resolve(middle.promise);
  middle.resolve(five());
  await beats;
}
