// Repeats standard input, line by line, through two buffers; the result should allocate nothing a line.
import { BufferedReader, BufferedWriter, stdin, stdout } from "as-pollen";

export async function main(args: string[]): Promise<void> {
  const reader = new BufferedReader(stdin), writer = new BufferedWriter(stdout);
  const newline = new Uint8Array(1);
  newline[0] = 0x0a;
  let lines = 0, before = 0;
  while (await reader.nextLine()) {
    if (++lines == 100_000) before = memory.size();
    if (!writer.tryWrite(reader.line)) await writer.write(reader.line);
    if (!writer.tryWrite(newline)) await writer.write(newline);
  }
  await writer.flush();
  if (args.length) console.error("pages grown: " + (before ? memory.size() - before : 0).toString());
}
