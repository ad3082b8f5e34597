// One time limit for operations that come one after the other: each has its own time, and what was in time pays for no other.
import { Channel, now, sleep, spawn } from "as-pollen";
import { TimeLimit } from "as-pollen/assembly/task/time_limit";
import { print } from "./prelude";

const limit = new TimeLimit();
let began: f64 = 0;

async function receive(channel: Channel<i32>, ms: f64): Promise<void> {
  try {
    print(`received ${await limit.of<i32>(channel.receive(), ms)} at ${<i32>(now() - began)}`);
  } catch (e) {
    print(`${e.toString()} at ${<i32>(now() - began)}`);
  }
}

async function slowly(value: i32): Promise<i32> {
  await sleep(50);
  return value;
}

export async function main(): Promise<void> {
  began = now();
  const channel = new Channel<i32>(1);
  spawn(async () => {
    for (let i = 0; i < 3; i++) {
      await sleep(60);
      await channel.send(i);
    }
  });
  for (let i = 0; i < 3; i++) await receive(channel, 100);
  await receive(channel, 1000); // the timer that is started for this one
  await receive(channel, 10); // is made to ring earlier for this one
  await channel.send(7);
  await receive(channel, 10); // what is there already is not limited
  await channel.send(8);
  print(`nothing was lost: ${await channel.receive()}`);
  print(`a call is limited, too: ${await limit.of<i32>(slowly(9), 100)} at ${<i32>(now() - began)}`);
  try {
    await limit.of<i32>(slowly(9), 10);
  } catch (e) {
    print(`${e.toString()} at ${<i32>(now() - began)}`);
  }
  spawn(receive(channel, 1000));
  await sleep(500);
  await channel.send(10);
  await sleep(0);
  limit.stop();
  print("and no timer is left behind");
}
//> received 0 at 60
//> received 1 at 120
//> received 2 at 180
//> TimeoutError: Timed out after 1000 ms at 1180
//> TimeoutError: Timed out after 10 ms at 1190
//> received 7 at 1190
//> nothing was lost: 8
//> a call is limited, too: 9 at 1240
//> TimeoutError: Timed out after 10 ms at 1250
//> received 10 at 1750
//> and no timer is left behind
