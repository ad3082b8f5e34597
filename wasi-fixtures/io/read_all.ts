// Standard input as text, and out again: what is not UTF-8 is replaced.
import { readAllText, stdin, stdout } from "as-pollen";

export async function main(): Promise<void> {
  await stdout.write(await readAllText(stdin));
}
