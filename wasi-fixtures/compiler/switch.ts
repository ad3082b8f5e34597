// Awaits in switches: in what is switched on, in cases, in bodies that fall through.
import { sleep, yieldNow } from "as-pollen";

async function pass(n: i32): Promise<i32> {
  await yieldNow();
  return n;
}

async function walk(n: i32): Promise<string> {
  let trace = "";
  switch (await pass(n)) {
    case 0:
      trace += "zero ";
    case 1:
      trace += `one ${await pass(n)} `;
      await sleep(1);
    case 2: {
      const inner = await pass(n * 10);
      trace += `two ${inner} `;
      break;
    }
    default:
      trace += `other ${await pass(-n)} `;
    case 4:
      trace += "four ";
      if (n == 4) return trace + "left";
      await yieldNow();
      trace += "waited ";
    case 5:
  }
  return trace + "end";
}

async function inLoop(): Promise<i32> {
  let sum = 0;
  for (let i = 0; i < 8; i++) {
    switch (i % 4) {
      case 0: continue;
      case await pass(1): sum += await pass(i); break;
      case (await pass(3)) - 1: sum += 100;
      default:
        if (sum > 220) return sum;
        sum += await pass(1000);
    }
    sum++;
  }
  return sum;
}

async function words(word: string): Promise<i32> {
  switch (word) {
    case "one": return await pass(1);
    case "t" + (await pass(2)).toString(): await yieldNow(); return 2;
  }
  return 0;
}

export async function main(): Promise<void> {
  for (let n = 0; n < 7; n++) print(`${n}: ${await walk(n)}`);
  print(`${await inLoop()}`);
  print(`${await words("one")} ${await words("t2")} ${await words("three")}`);
}
