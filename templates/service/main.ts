import { BufferedReader, stdin, stdout } from "as-pollen";

/** Repeats every line of its input in capitals, and says on standard error how many there were. */
export async function main(args: string[]): Promise<i32> {
  const reader = new BufferedReader(stdin);
  let count = 0;
  for (let line = await reader.readLine(); line !== null; line = await reader.readLine()) {
    await stdout.write(line.toUpperCase() + "\n");
    count++;
  }
  console.error(`${count} lines`);
  return 0;
}
