// A call that begins in a cancelled scope is rejected at its first await. Up to there nothing but the call has its frame.
import { scope, yieldNow } from "as-pollen";
import { print } from "./prelude";

async function call(name: string): Promise<string> {
  try {
    await yieldNow();
  } catch (e) {
    print(`${name}: ${e.message}`);
  }
  return name + " has ended";
}

export async function main(): Promise<void> {
  await scope<void>(async (s) => {
    s.cancel("enough");
    print(await call("the " + "first".toString()));
    const other = call("another");
    print(await other);
  });
}
//> the first: enough
//> the first has ended
//> another: enough
//> another has ended
