// Nothing can wake any of these.
import { scope, spawn } from "as-pollen";

const never = Promise.withResolvers<i32>();

async function next(): Promise<i32> { return await never.promise; }
async function read(): Promise<void> { await next(); }

export async function main(): Promise<void> {
  spawn(read(), "background");
  await scope(async (s) => {
    s.spawn(() => read(), "reader");
    await never.promise;
  });
}
