// Repeats standard input, line by line, through two buffers; the result should allocate nothing a line.
import { BufferedReader, BufferedWriter, stdin, stdout } from "as-pollen";

export async function main(args: string[]): Promise<void> {
  const reader = new BufferedReader(stdin), writer = new BufferedWriter(stdout);
  let lines = 0, before = 0;
  while (await reader.nextLine()) {
    if (++lines == 100_000) before = memory.size();
    if (!writer.tryWriteLine(reader.line)) await writer.writeLine(reader.line);
  }
  await writer.flush();
  if (args.length) console.error("pages grown: " + (before ? memory.size() - before : 0).toString());
}
