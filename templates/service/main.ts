import { stdin, stdout } from "as-pollen";

/** Repeats every line of its input in capitals, and says on standard error how many there were. */
export async function main(args: string[]): Promise<i32> {
  const lines = stdin.lines();
  let count = 0;
  for (let line = await lines.next(); line !== null; line = await lines.next()) {
    await stdout.write(line.toUpperCase() + "\n");
    count++;
  }
  console.error(`${count} lines`);
  return 0;
}
