import "./prelude";
import { sleep } from "as-pollen";
import { count, increment, ratio, Settings, settings, text } from "./config";

class Coded extends Error {
  constructor(public code: i32) {
    super("coded");
  }
}

async function step(n: i32): Promise<i32> {
  await sleep(1);
  if (n == 2) throw new Coded(n);
  return n * 2;
}

print(`${settings.name} ${settings.ports.length} ${count} ${text} ${ratio} ${Settings.limit}`);
increment();
print(`${count}`);

const closures: (() => string)[] = [];
let total = 0;
for (let i = 0; i < 4; i++) {
  try {
    const value = await step(i);
    total += value;
    closures.push((): string => `${i}: ${value}`);
    if (i == 3) break;
  } catch (e) {
    if (e instanceof Coded) print(`caught ${e.code}`);
    closures.push((): string => `${i}: none`);
    continue;
  } finally {
    print(`finally ${i} ${total}`);
  }
}
for (let i = 0; i < closures.length; i++) print(closures[i]());

{
  const inner = await Promise.all<i32>([step(5), step(6)]);
  let sum = 0;
  inner.forEach((n) => { sum += n; });
  print(`${inner.length} ${sum}`);
}

let label = "none";
switch (await step(1)) {
  case 2:
    label = await Promise.resolve<string>("two");
    break;
  default:
    label = "other";
}
print(label);

async function later(): Promise<string> {
  await sleep(1);
  return label + total.toString();
}
const early = later();
label = "changed";
print(await early);

export async function main(): Promise<void> {
  print(`${label} ${await later()} ${count}`);
}
