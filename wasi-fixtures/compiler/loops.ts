// Awaits in loops.
import { sleep, yieldNow } from "as-pollen";

async function twice(n: i32): Promise<i32> {
  await yieldNow();
  return n * 2;
}

export async function main(): Promise<void> {
  let sum = 0;
  for (let i = 0; i < 5; i++) {
    if (i == 3) continue;
    sum += await twice(i);
    print(`${i}: ${sum}`);
  }
  while (sum > 3) {
    sum -= await twice(1);
    if (sum == 6) break;
    await sleep(1);
  }
  do {
    sum = await twice(sum);
    for (let j = 0, k = 10; j < k; j += 3, k--) {
      print(`inner ${j} ${k} ${await twice(j)}`);
    }
  } while (sum < 30);
  print(`end ${sum}`);
}
