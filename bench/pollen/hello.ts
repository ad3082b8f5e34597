import { sleep } from "as-pollen";
async function answer(): Promise<i32> { await sleep(1); return 42; }
export async function main(): Promise<void> { console.log("hello " + (await answer()).toString()); }
