// Prints each line of standard input in brackets, of a very long one only the length. Arguments: bytes of the buffer, longest line.
import { BufferedReader, stdin } from "as-pollen";

export async function main(args: string[]): Promise<void> {
  const capacity = args.length > 0 ? I32.parseInt(args[0]) : 65536;
  const limit = args.length > 1 ? I32.parseInt(args[1]) : 16777216;
  const reader = new BufferedReader(stdin, capacity, limit);
  let ended = false;
  while (!ended) {
    const outcome = (await Promise.allSettled<string | null>([reader.readLine()]))[0];
    if (outcome.status == "rejected") console.log(outcome.reason!.toString());
    else if (outcome.value === null) ended = true;
    else if (outcome.value!.length < 1_000_000) console.log("[" + outcome.value! + "]");
    else console.log(outcome.value!.length.toString());
  }
}
