// Copies standard input to standard output, four bytes at a time.
import { stdin, stdout } from "as-pollen";

export async function main(): Promise<void> {
  const piece = new Uint8Array(4);
  for (let count = await stdin.read(piece); count; count = await stdin.read(piece)) await stdout.write(piece.subarray(0, count));
}
