// Values of every size, and objects, whether they wait in the channel or with their sender.
import { Channel, sleep, spawn } from "as-pollen";
import { print } from "./prelude";

class Point {
  constructor(readonly x: i32, readonly y: i32) {}
  toString(): string { return `(${this.x}, ${this.y})`; }
}

async function produce<T>(channel: Channel<T>, values: T[]): Promise<void> {
  for (let i = 0; i < values.length; i++) await channel.send(values[i]);
}

async function pass<T>(values: T[]): Promise<void> {
  for (let capacity = 0; capacity < 3; capacity++) {
    const channel = new Channel<T>(capacity);
    spawn(produce<T>(channel, values));
    await sleep(1);
    let line = "";
    for (let i = 0; i < values.length; i++) {
      const value = await channel.receive();
      line += " " + value.toString();
    }
    print(`${capacity}:${line}`);
  }
}

export async function main(): Promise<void> {
  await pass<u8>([0, 255, 7]);
  await pass<bool>([true, false]);
  await pass<i64>([i64.MIN_VALUE, i64.MAX_VALUE, -1]);
  await pass<f64>([0.5, -1e300]);
  await pass<string>(["text", "", "more " + "text"]);
  await pass<Point>([new Point(1, 2), new Point(3, 4)]);
}
//> 0: 0 255 7
//> 1: 0 255 7
//> 2: 0 255 7
//> 0: true false
//> 1: true false
//> 2: true false
//> 0: -9223372036854775808 9223372036854775807 -1
//> 1: -9223372036854775808 9223372036854775807 -1
//> 2: -9223372036854775808 9223372036854775807 -1
//> 0: 0.5 -1e+300
//> 1: 0.5 -1e+300
//> 2: 0.5 -1e+300
//> 0: text  more text
//> 1: text  more text
//> 2: text  more text
//> 0: (1, 2) (3, 4)
//> 1: (1, 2) (3, 4)
//> 2: (1, 2) (3, 4)
