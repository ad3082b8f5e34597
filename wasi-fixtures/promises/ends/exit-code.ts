// The exit code is what main returns.
import { sleep } from "as-pollen";

export async function main(args: string[]): Promise<i32> {
  await sleep(1);
  return args.length;
}
