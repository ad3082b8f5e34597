import { sleep } from "as-pollen";

async function tick(name: string, ms: f64, times: i32): Promise<i32> {
  for (let i = 1; i <= times; i++) {
    await sleep(ms);
    console.log(`${name} ${i}`);
  }
  return times;
}

export async function main(args: string[]): Promise<i32> {
  const ticks = await Promise.all([tick("fast", 10, 3), tick("slow", 25, 2)]); // both at once
  console.log(`${ticks[0] + ticks[1]} ticks`);
  return 0;
}
